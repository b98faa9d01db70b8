import { eq, sql } from 'drizzle-orm';
import { slot } from '../../db/rows.ts';
import { orders, stageVisits } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { statement, type Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { addWorkingMinutes } from '../../notifications/time.ts';
import type { By } from '../events.ts';
import type { Shop } from '../shop.ts';
import type { Order } from './load-order.ts';
import type { Stage } from './pipeline.ts';

const leaveVisit = statement('visit_leave', (tx: Tx) =>
  tx
    .update(stageVisits)
    .set({ leftAt: slot(stageVisits.leftAt, 'now') })
    .where(eq(stageVisits.id, sql.placeholder('id'))),
);

const addVisit = statement('visit_add', (tx: Tx) =>
  tx
    .insert(stageVisits)
    .values({
      orderId: sql.placeholder('orderId'),
      stageId: sql.placeholder('stageId'),
      enteredAt: sql.placeholder('now'),
      enteredByKind: sql.placeholder('kind'),
      enteredById: sql.placeholder('byId'),
      reason: sql.placeholder('reason'),
      previousId: sql.placeholder('previousId'),
    })
    .returning({ id: stageVisits.id }),
);

const standOn = statement('order_stand_on', (tx: Tx) =>
  tx
    .update(orders)
    .set({
      stageId: slot(orders.stageId, 'stageId'),
      stageSince: slot(orders.stageSince, 'now'),
      visitId: slot(orders.visitId, 'visitId'),
      outcome: slot(orders.outcome, 'outcome'),
      closedAt: slot(orders.closedAt, 'closedAt'),
      lossReason: slot(orders.lossReason, 'lossReason'),
      reached: slot(orders.reached, 'reached'),
      version: slot(orders.version, 'version'),
    })
    .where(eq(orders.id, sql.placeholder('id'))),
);

/**
 * Puts an order onto a stage: ends the visit before, begins a new one, closes or reopens the order by the stage's kind and sets the timer of
 * the stage's norm. The caller has asked whether it may and records why. Returns the new visit's number.
 */
export async function enterStage(tx: Tx, order: Order, stage: Stage, { by, now, shop, reason = null }: Entering): Promise<number> {
  if (order.visitId) await leaveVisit(tx, { id: order.visitId, now });
  const how = { kind: by.kind, byId: by.id ?? null, reason, previousId: order.visitId || null };
  const [visit] = await addVisit(tx, { orderId: order.id, stageId: stage.id, now, ...how });
  if (!visit) throw new Error('The stage visit was not written');
  await standOn(tx, {
    id: order.id,
    now,
    stageId: stage.id,
    visitId: visit.id,
    outcome: stage.kind,
    closedAt: stage.kind === 'open' ? null : now,
    lossReason: stage.kind === 'lost' ? reason : null,
    reached: stage.kind === 'lost' ? order.reached : Math.max(order.reached, stage.position),
    version: order.version + 1,
  });
  await watchNorm(tx, { orderId: order.id, visitId: visit.id, stage, shop, now });
  return visit.id;
}

interface Entering {
  by: By;
  now: Instant;
  shop: Shop;
  reason?: string | null;
}

/** An order that stands here longer than the stage's norm is an event; a visit that ended meanwhile is not looked at any more. */
async function watchNorm(
  tx: Tx,
  { orderId, visitId, stage, shop, now }: { orderId: number; visitId: number; stage: Stage; shop: Shop; now: Instant },
): Promise<void> {
  if (stage.kind !== 'open' || !stage.normMinutes) return;
  const runAt = addWorkingMinutes(now, stage.normMinutes, shop);
  await enqueue(tx, { kind: 'timer', payload: { timer: 'stage-norm', orderId, visitId }, runAt, subject: `norm:${visitId}` }, now);
}
