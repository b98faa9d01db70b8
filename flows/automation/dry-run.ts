import { and, desc, eq, gte, lte, sum } from 'drizzle-orm';
import { orders, payments, stages, stageVisits } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { type Condition, events } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { days } from '../../notifications/time.ts';
import type { EventRow } from '../events.ts';
import { findOrder, type Order } from '../orders/load-order.ts';
import { fits } from './conditions.ts';

/** What a rule would have been set off by. */
export interface Touched {
  eventId: number;
  at: Instant;
  orderId: number | null;
  clientId: number | null;
}

export interface DryRun {
  touched: Touched[];
  /** Events of its kind that were looked at. */
  looked: number;
}

const mostEvents = 2000;

/**
 * What a rule would have answered to in the last `inDays` days, the newest first; nothing is done. Stage and payments are as they were at
 * the time, the rest of an order as it is now. Only the latest 2000 events are looked at.
 */
export async function dryRun(
  db: Reader,
  { rule, now, inDays = 30 }: { rule: { event: string; conditions: Condition[] }; now: Instant; inDays?: number },
): Promise<DryRun> {
  const found = await db
    .select()
    .from(events)
    .where(and(eq(events.type, rule.event), gte(events.at, now - days(inDays))))
    .orderBy(desc(events.id))
    .limit(mostEvents);
  const touched: Touched[] = [];
  for (const event of found) {
    const order = await orderThen(db, event);
    const known = { tx: db, event, order, clientId: event.clientId ?? order?.clientId };
    if (await fits(known, rule.conditions))
      touched.push({ eventId: event.id, at: event.at, orderId: order?.id ?? null, clientId: event.clientId });
  }
  return { touched, looked: found.length };
}

/** The order of an event as it stood then. */
async function orderThen(db: Reader, { orderId, clientId, at }: EventRow): Promise<Order | undefined> {
  const order = orderId !== null ? await findOrder(db, orderId) : await openOrderThen(db, clientId, at);
  if (!order) return undefined;
  const [visit] = await db
    .select({ id: stageVisits.id, stageId: stageVisits.stageId, kind: stages.kind })
    .from(stageVisits)
    .innerJoin(stages, eq(stages.id, stageVisits.stageId))
    .where(and(eq(stageVisits.orderId, order.id), lte(stageVisits.enteredAt, at)))
    .orderBy(desc(stageVisits.id))
    .limit(1);
  const [money] = await db
    .select({ paid: sum(payments.amount).mapWith(Number) })
    .from(payments)
    .where(and(eq(payments.orderId, order.id), lte(payments.at, at)));
  return { ...order, ...(visit && { stageId: visit.stageId, visitId: visit.id, outcome: visit.kind }), paid: money?.paid ?? 0 };
}

async function openOrderThen(db: Reader, clientId: number | null, at: Instant): Promise<Order | undefined> {
  if (clientId === null) return undefined;
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.clientId, clientId), lte(orders.createdAt, at)))
    .orderBy(desc(orders.id))
    .limit(1);
  return order && (order.closedAt === null || order.closedAt > at) ? order : undefined;
}
