import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { orders } from '../../../db/schema/orders.ts';
import { action } from '../action.ts';
import { line, oneOfWords } from '../params.ts';

/** What a rule may set; everything else has a command of its own. */
const settable = z.object({ field: oneOfWords(['source', 'wishes']), value: line(2000) });

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
