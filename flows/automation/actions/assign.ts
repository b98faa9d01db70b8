import { z } from 'zod';
import { roles } from '../../../db/schema/words.ts';
import { assignOrder } from '../../orders/assign-order.ts';
import { nextInLine } from '../../staff/next-in-line.ts';
import { action } from '../action.ts';

export default action({
  name: 'assign',
  params: z.object({
    part: z.enum(['responsible', 'maker', 'driver']),
    role: z.enum(roles),
    how: z.enum(['least-load', 'turn']).default('least-load'),
  }),
  async run({ tx, now, order, by }, { part, role, how }) {
    if (!order) return { note: 'no order' };
    const staffId = await nextInLine(tx, { part, role, how });
    if (staffId === undefined) return { note: `nobody on shift as ${role}` };
    await assignOrder(tx, { orderId: order.id, part, staffId, by, now });
  },
});
