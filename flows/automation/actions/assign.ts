import { z } from 'zod';
import { assignOrder } from '../../orders/assign-order.ts';
import { takeTurn } from '../../staff/take-turn.ts';
import { action } from '../action.ts';
import { oneOfWords, role } from '../params.ts';

export default action({
  name: 'assign',
  params: z.object({
    part: oneOfWords(['responsible', 'maker', 'driver']),
    role,
    /** `shop`: as the owner set it for the whole shop. */
    how: oneOfWords(['least-load', 'turn', 'shop']).default('least-load'),
  }),
  async run({ tx, now, shop, order, by }, { part, role: ofRole, how }) {
    if (!order) return { note: 'no order' };
    const { sharing, sharingOnShift } = how === 'shop' ? shop : { sharing: how, sharingOnShift: true };
    if (sharing === 'pool') return { note: 'the first who takes it' };
    const staffId = await takeTurn(tx, { part, role: ofRole, how: sharing, onShift: sharingOnShift });
    if (staffId === undefined) return { note: 'nobody on shift' };
    await assignOrder(tx, { orderId: order.id, part, staffId, by, now });
  },
});
