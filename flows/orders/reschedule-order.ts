import { eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { hours } from '../../notifications/time.ts';
import type { Wanted } from '../catalog/free-days.ts';
import { findOnSale } from '../catalog/products.ts';
import { takeDay } from '../catalog/take-day.ts';
import { type By, record } from '../events.ts';
import { takeBackMessages } from '../messages/take-back.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { findItems, getOrder, type Order } from './load-order.ts';
import { getStage } from './pipeline.ts';
import { refuseChange } from './refuse-change.ts';

export interface RescheduleOrder {
  orderId: number;
  dueAt: Instant;
  dueUntil: Instant | null;
  by: By;
  now: Instant;
  shop: Shop;
}

/** Moves an order to another hand-over window that is free. The same window again is a success without effect. Reminders of the old one are taken back. */
export async function rescheduleOrder(tx: Tx, { orderId, dueAt, dueUntil, by, now, shop }: RescheduleOrder): Promise<void> {
  const order = await getOrder(tx, orderId);
  const refusal = refuseChange(order, await getStage(tx, order.stageId), by);
  if (refusal) throw new Refused(refusal, { orderId });
  if (order.dueAt === dueAt && order.dueUntil === dueUntil) return;

  const wanted = await wantedFor(tx, order, now);
  await takeDay(tx, shop, dueAt, by.kind === 'staff' ? { ...wanted, noticeHours: 0 } : wanted);
  await tx
    .update(orders)
    .set({ dueAt, dueUntil, confirmedAt: null, version: order.version + 1 })
    .where(eq(orders.id, orderId));
  await takeBackMessages(tx, `due:${orderId}`, 'order.rescheduled', now);
  await record(tx, { type: 'order.rescheduled', orderId, clientId: order.clientId, from: order.dueAt, to: dueAt }, by, now);
}

/**
 * What a new day for this order must allow for: its own notice, but no more than until its present time, for which it is being made anyway;
 * its present place does not count.
 */
export async function wantedFor(db: Reader, order: Pick<Order, 'id' | 'dueAt'>, now: Instant): Promise<Wanted> {
  let noticeHours = 0;
  for (const { productId } of await findItems(db, order.id)) {
    const product = await findOnSale(db, productId);
    noticeHours = Math.max(noticeHours, product?.noticeHours ?? 0);
  }
  const untilDue = order.dueAt === null ? noticeHours : Math.max(0, (order.dueAt - now - 1) / hours(1));
  return { now, noticeHours: Math.min(noticeHours, untilDue), except: order.id };
}
