import { and, eq } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { pinStages } from '../automation/pin-stages.ts';
import { rulesNaming } from '../automation/stages-in-rules.ts';
import { type By, record } from '../events.ts';
import { enterStage } from '../orders/enter-stage.ts';
import type { Order } from '../orders/load-order.ts';
import { type Pipeline, passes, type Stage } from '../orders/pipeline.ts';
import { wayOf } from '../orders/refuse-move.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { finishStageTasks } from '../tasks/stage-tasks.ts';
import { loadStage } from './load-stage.ts';
import { placeStages } from './place-stages.ts';
import { redrawOrders } from './redraw-orders.ts';
import { refusePipeline } from './refuse-pipeline.ts';

interface RemoveStage {
  stageId: number;
  /** Where the open orders that stand here go; they do not ask what the stage requires, for the owner has decided. */
  moveTo?: number | undefined;
  by: By;
  now: Instant;
  shop: Shop;
}

/**
 * Takes a stage away; orders' history keeps its title. Refusals: `stage.orders-stand` when open orders stand there and nobody said where
 * they go, `stage.not-on-way` when that is not on the way of one of them, `stage.in-rule`, and what `refusePipeline` says.
 */
export async function removeStage(tx: Tx, { stageId, moveTo, by, now, shop }: RemoveStage): Promise<void> {
  await refuseUnless(tx, by, 'stages.manage');
  const { stage, pipeline } = await loadStage(tx, stageId);
  const after = pipeline.stages.filter(({ id }) => id !== stageId);
  const refusal = refusePipeline(after);
  if (refusal) throw new Refused(refusal);
  await pinStages(tx);
  const [rule] = await rulesNaming(tx, stageId);
  if (rule) throw new Refused('stage.in-rule', { title: rule.title });

  const here = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.stageId, stageId), eq(orders.outcome, 'open')));
  const target = after.find(({ id }) => id === moveTo);
  if (here.length > 0 && !target) throw new Refused('stage.orders-stand', { count: here.length });
  for (const order of here) if (target) await moveOut(tx, { order, pipeline, target, by, now, shop });
  await tx.update(stages).set({ removedAt: now }).where(eq(stages.id, stageId));
  await placeStages(tx, pipeline, after);
  await recordChange(tx, { part: 'stage', id: stageId, title: stage.title, before: stage, after: undefined, by, now });
  await redrawOrders(tx, stage.pipelineId, now);
}

interface MoveOut extends Pick<RemoveStage, 'by' | 'now' | 'shop'> {
  order: Order;
  pipeline: Pipeline;
  target: Stage;
}

async function moveOut(tx: Tx, { order, pipeline, target, by, now, shop }: MoveOut): Promise<void> {
  if (!passes(target, order) || target.kind !== 'open') throw new Refused('stage.not-on-way', { orderId: order.id, title: target.title });
  await finishStageTasks(tx, { order, by, now });
  const visitId = await enterStage(tx, order, target, { by, now, shop });
  const move = { orderId: order.id, clientId: order.clientId, from: order.stageId, to: target.id, visitId };
  await record(tx, { type: 'order.moved', ...move, way: wayOf(pipeline, order, target), reason: null }, by, now);
}
