import { z } from 'zod';
import { roles } from '../../../db/schema/words.ts';
import { assignOrder } from '../../orders/assign-order.ts';
import { takeTurn } from '../../staff/take-turn.ts';
import { action } from '../action.ts';

export default action({
  name: 'assign',
  params: z.object({
    part: z.enum(['responsible', 'maker', 'driver']),
    role: z.enum(roles),
    /** `shop`: as the owner set it for the whole shop. */
    how: z.enum(['least-load', 'turn', 'shop']).default('least-load'),
  }),
  async run({ tx, now, shop, order, by }, { part, role, how }) {
    if (!order) return { note: 'no order' };
    const { sharing, sharingOnShift } = how === 'shop' ? shop : { sharing: how, sharingOnShift: true };
    if (sharing === 'pool') return { note: 'the first who takes it' };
    const staffId = await takeTurn(tx, { part, role, how: sharing, onShift: sharingOnShift });
    if (staffId === undefined) return { note: `nobody on shift as ${role}` };
    await assignOrder(tx, { orderId: order.id, part, staffId, by, now });
  },
});
