import { and, desc, eq, sql } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import type { Order } from './load-order.ts';
import { loadFacts } from './order-facts.ts';

const lastSetOut = statement('order_set_out', (db: Reader) =>
  db
    .select({ data: events.data })
    .from(events)
    .where(and(sql`${events.orderId} = ${sql.placeholder('orderId')}`, eq(events.type, 'order.set-out')))
    .orderBy(desc(events.id))
    .limit(1),
);

/** Whether somebody has set out with the order since it stands where it stands. */
export async function hasSetOut(db: Reader, { id: orderId, visitId }: Pick<Order, 'id' | 'visitId'>): Promise<boolean> {
  const [last] = await lastSetOut(db, { orderId });
  return last?.data.visitId === visitId;
}

/**
 * The driver is on the way with an order: from now on it may truly be said so. A second tap is a success without effect (false). Refuses with
 * `order.already-closed` and, when it is not for a driver now, `order.out-of-date`.
 */
export async function setOut(tx: Tx, { orderId, by, now }: { orderId: number; by: By; now: Instant }): Promise<boolean> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.move', { order, stage });
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  if (stage.role !== 'driver') throw new Refused('order.out-of-date', { orderId });
  if (await hasSetOut(tx, order)) return false;
  await record(tx, { type: 'order.set-out', orderId, clientId: order.clientId, visitId: order.visitId }, by, now);
  return true;
}
