import { eq } from 'drizzle-orm';
import { stageVisits } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { hurry } from '../../notifications/outbox.ts';
import { type By, record } from '../events.ts';
import { takeBackMessages } from '../messages/take-back.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { judge, refuseUnless } from '../staff/rights.ts';
import { finishStageTasks } from '../tasks/stage-tasks.ts';
import { enterStage } from './enter-stage.ts';
import { hasReadyPhoto, loadFacts } from './order-facts.ts';
import { refuseMove, wayOf } from './refuse-move.ts';

export interface MoveOrder {
  orderId: number;
  /** The stage to enter. */
  to: number;
  /** The visit that the button was made for; when the order has gone on since, the move is refused as out of date. */
  visitId?: number | undefined;
  by: By;
  now: Instant;
  shop: Shop;
  /** Needed on the way back and out. */
  reason?: string | undefined;
}

/**
 * Moves an order to another stage; answers the new visit. A second tap is a success without effect (undefined). Going on lets the client
 * hear at once what waited for the last move's undo; going back takes it back. Refuses with the rule's reason.
 */
export async function moveOrder(tx: Tx, { orderId, to, visitId, by, now, shop, reason }: MoveOrder): Promise<number | undefined> {
  const { order, pipeline, stage } = await loadFacts(tx, orderId);
  if (order.stageId === to) return undefined;
  if (visitId !== undefined && visitId !== order.visitId) throw new Refused('order.out-of-date', { orderId });
  if (by.kind === 'client') throw new Refused('access.not-your-role', { orderId });

  const who = await judge(tx, by);
  const refusal = refuseMove({ pipeline, order, who, shop, hasReadyPhoto: await hasReadyPhoto(tx, { order, pipeline }) }, to);
  if (refusal) throw new Refused(refusal.code, refusal.details);
  const target = pipeline.stages.find(({ id }) => id === to) ?? stage;
  const way = wayOf(pipeline, order, target);
  const why = reason?.trim() || null;
  if (who && !why && (way === 'back' || way === 'lost')) throw new Refused('order.reason-missing', { orderId, to });

  if (way === 'back' || way === 'lost') await takeBackMessages(tx, visitSubject(order.visitId), 'order.moved-back', now);
  else await hurry(tx, visitSubject(order.visitId), now);
  await hurry(tx, afterVisit(order.visitId), now);
  if (who) await finishStageTasks(tx, { order, by, now });
  const visit = await enterStage(tx, order, target, { by, now, shop, reason: why });
  await record(
    tx,
    { type: 'order.moved', orderId, clientId: order.clientId, from: order.stageId, to, visitId: visit, way, reason: why },
    by,
    now,
  );
  return visit;
}

/** What messages about one stay at a stage carry, so that undo takes them back. */
export const visitSubject = (visitId: number): string => `visit:${visitId}`;

/** What messages carry that only wait for those. */
export const afterVisit = (visitId: number): string => `after:${visitId}`;

/** Lets the client hear of the last move now instead of after the time for undoing it; it can no longer be undone then. */
export async function tellNow(
  tx: Tx,
  { orderId, visitId, by, now }: { orderId: number; visitId?: number | undefined; by: By; now: Instant },
): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  if (visitId !== undefined && visitId !== order.visitId) throw new Refused('order.out-of-date', { orderId });
  await refuseUnless(tx, by, 'order.undo', { order, stage });
  await refuseUnless(tx, by, 'client.write');
  await hurry(tx, visitSubject(order.visitId), now);
  await hurry(tx, afterVisit(order.visitId), now);
  await tx.update(stageVisits).set({ previousId: null }).where(eq(stageVisits.id, order.visitId));
}
