import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { uncountOrder } from '../clients/count-order.ts';
import { type By, record } from '../events.ts';
import { takeBackMessages } from '../messages/take-back.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { finishStageTasks } from '../tasks/stage-tasks.ts';
import { enterStage } from './enter-stage.ts';
import { getOrder } from './load-order.ts';
import { visitSubject } from './move-order.ts';
import { getStage, loadPipeline, lostStage } from './pipeline.ts';
import { refuseChange } from './refuse-change.ts';

export interface CancelOrder {
  orderId: number;
  by: By;
  now: Instant;
  shop: Shop;
  /** A key of `lossReasons` or the person's own words. */
  reason: string;
}

/**
 * Moves an order to the stage of lost ones, for a reason; what was planned about its due time is taken back, and what rules asked for where it stood
 * is asked no more. A second time is a success without effect. A client may while the stage allows it; a colleague's right is asked by the caller. Returns the stage visit.
 */
export async function cancelOrder(tx: Tx, { orderId, by, now, shop, reason }: CancelOrder): Promise<number> {
  const order = await getOrder(tx, orderId);
  if (by.kind === 'client' && by.id !== order.clientId) throw new Refused('access.not-yours');
  if (order.outcome === 'lost') return order.visitId;

  const refusal = refuseChange(order, await getStage(tx, order.stageId), by);
  if (refusal) throw new Refused(refusal, { orderId });
  const why = reason.trim();
  if (!why) throw new Refused('order.reason-missing', { orderId });
  const lost = lostStage(await loadPipeline(tx, order.pipelineId));
  if (!lost) throw new Refused('order.not-on-pipeline', { orderId });

  await takeBackMessages(tx, visitSubject(order.visitId), 'order.cancelled', now);
  await finishStageTasks(tx, { order, by: { kind: 'system' }, now });
  const visitId = await enterStage(tx, order, lost, { by, now, shop, reason: why });
  await takeBackMessages(tx, `due:${orderId}`, 'order.cancelled', now);
  await uncountOrder(tx, order);
  const moved = { orderId, clientId: order.clientId, from: order.stageId, to: lost.id, visitId };
  await record(tx, { type: 'order.moved', ...moved, way: 'lost', reason: why }, by, now);
  return visitId;
}
