import { eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { getOrder, type Order } from './load-order.ts';

/** Writes down that the client will be there at the agreed time. A second time is a success without effect. */
export async function confirmOrder(
  tx: Tx,
  { orderId, by, now }: { orderId: number; by: By; now: Instant },
): Promise<{ order: Order; isNew: boolean }> {
  const order = await getOrder(tx, orderId);
  if (by.kind === 'client' && by.id !== order.clientId) throw new Refused('access.not-yours');
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  if (order.confirmedAt !== null || order.dueAt === null) return { order, isNew: false };
  await tx
    .update(orders)
    .set({ confirmedAt: now, version: order.version + 1 })
    .where(eq(orders.id, orderId));
  await record(tx, { type: 'order.confirmed', orderId, clientId: order.clientId, dueAt: order.dueAt }, by, now);
  return { order: { ...order, confirmedAt: now }, isNew: true };
}
