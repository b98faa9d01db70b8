import { and, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Tx } from '../../db/store.ts';
import { Refused } from '../refused.ts';
import type { Order } from './load-order.ts';

/** Writes into an order as it was read; refuses with `order.out-of-date` when somebody else has changed it since. */
export async function changeOrder(
  tx: Tx,
  { id, version }: Pick<Order, 'id' | 'version'>,
  values: Partial<typeof orders.$inferInsert>,
): Promise<void> {
  const changed = await tx
    .update(orders)
    .set({ ...values, version: version + 1 })
    .where(and(eq(orders.id, id), eq(orders.version, version)))
    .returning({ id: orders.id });
  if (changed.length === 0) throw new Refused('order.out-of-date', { orderId: id });
}
