import { eq } from 'drizzle-orm';
import { stageVisits } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { planAgain } from '../../notifications/outbox.ts';
import { takeDay } from '../catalog/take-day.ts';
import { recountOrder } from '../clients/count-order.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { finishStageTasks } from '../tasks/stage-tasks.ts';
import { enterStage } from './enter-stage.ts';
import { loadFacts, type OrderFacts } from './order-facts.ts';
import type { Stage } from './pipeline.ts';
import { findVisit } from './undo-move.ts';

interface RestoreOrder {
  orderId: number;
  by: By;
  now: Instant;
  shop: Shop;
  reason: string;
}

/**
 * Takes a cancelled order back to the stage where it was cancelled, for a reason; what was planned about its due time is planned again, and
 * what its cancelling asked for is done with. A second time is a success without effect (undefined). Refuses with `order.already-closed`,
 * `order.reason-missing` and, when its day has filled up since, as `takeDay`. Returns the stage visit.
 */
export async function restoreOrder(tx: Tx, { orderId, by, now, shop, reason }: RestoreOrder): Promise<number | undefined> {
  const facts = await loadFacts(tx, orderId);
  const { order } = facts;
  await refuseUnless(tx, by, 'order.restore', facts);
  if (order.outcome === 'open') return undefined;
  if (order.outcome === 'won') throw new Refused('order.already-closed', { orderId });
  const why = reason.trim();
  if (!why) throw new Refused('order.reason-missing', { orderId });
  // A time that has passed can no longer be full: the order comes back late, as it is.
  if (order.dueAt !== null && order.dueAt > now) await takeDay(tx, shop, order.dueAt, { now, noticeHours: 0, except: orderId });

  const stage = await stageBefore(tx, facts);
  await finishStageTasks(tx, { order, by, now });
  const visitId = await enterStage(tx, order, stage, { by, now, shop, reason: why });
  // Undo leads to no cancelling: whoever changes their mind cancels again, with a reason.
  await tx.update(stageVisits).set({ previousId: null }).where(eq(stageVisits.id, visitId));
  await recountOrder(tx, order);
  await planAgain(tx, `due:${orderId}`, 'order.cancelled', now);
  const moved = { orderId, clientId: order.clientId, from: order.stageId, to: stage.id, visitId };
  await record(tx, { type: 'order.restored', ...moved, reason: why }, by, now);
  return visitId;
}

/** Where it stood; the first stage when the owner has taken that one away since. */
async function stageBefore(tx: Tx, { order, pipeline }: OrderFacts): Promise<Stage> {
  const lost = await findVisit(tx, order.visitId);
  const before = await findVisit(tx, lost?.previousId ?? 0);
  const open = pipeline.stages.filter(({ kind }) => kind === 'open');
  const stage = open.find(({ id }) => id === before?.stageId) ?? open[0];
  if (!stage) throw new Refused('order.not-on-pipeline', { orderId: order.id });
  return stage;
}
