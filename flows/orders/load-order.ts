import { eq, sql } from 'drizzle-orm';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { type Reader, statement } from '../../db/store.ts';
import { Refused } from '../refused.ts';

export type Order = typeof orders.$inferSelect;
export type OrderItem = typeof orderItems.$inferSelect;

const orderById = statement('order_by_id', (db: Reader) =>
  db
    .select()
    .from(orders)
    .where(eq(orders.id, sql.placeholder('id'))),
);
const itemsOfOrder = statement('order_items', (db: Reader) =>
  db
    .select()
    .from(orderItems)
    .where(eq(orderItems.orderId, sql.placeholder('orderId')))
    .orderBy(orderItems.id),
);

/** An order by its number, or undefined. */
export async function findOrder(db: Reader, id: number): Promise<Order | undefined> {
  if (!Number.isSafeInteger(id)) return undefined;
  const [order] = await orderById(db, { id });
  return order;
}

/** An order by its number; refuses with `order.not-found`. Two who change it at once: the later one runs again (REPEATABLE READ), on SQLite there is one writer. */
export async function getOrder(db: Reader, id: number): Promise<Order> {
  const order = await findOrder(db, id);
  if (!order) throw new Refused('order.not-found', { orderId: id });
  return order;
}

export const findItems = (db: Reader, orderId: number): Promise<OrderItem[]> => itemsOfOrder(db, { orderId });
