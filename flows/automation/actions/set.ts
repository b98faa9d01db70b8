import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { orders } from '../../../db/schema/orders.ts';
import { action } from '../action.ts';

/** What a rule may set; everything else has a command of its own. */
const settable = z.discriminatedUnion('field', [
  z.object({ field: z.literal('source'), value: z.string().max(100) }),
  z.object({ field: z.literal('wishes'), value: z.string().max(2000) }),
]);

export default action({
  name: 'set',
  params: settable,
  async run({ tx, order }, { field, value }) {
    if (!order) return { note: 'no order' };
    await tx
      .update(orders)
      .set({ [field]: value, version: order.version + 1 })
      .where(eq(orders.id, order.id));
  },
});
