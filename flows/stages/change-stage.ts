import { and, eq } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { takeBack } from '../../notifications/outbox.ts';
import type { By } from '../events.ts';
import type { Stage } from '../orders/pipeline.ts';
import { keepNorm } from '../orders/undo-move.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { loadStage } from './load-stage.ts';
import { redrawOrders } from './redraw-orders.ts';
import { refusePipeline } from './refuse-pipeline.ts';
import type { StageChange } from './stage-form.ts';

interface ChangeStage {
  stageId: number;
  change: StageChange;
  by: By;
  now: Instant;
  shop: Shop;
}

/** Renames a stage or changes what it asks for; orders that stand there live by it at once. Refuses what `refusePipeline` says. */
export async function changeStage(tx: Tx, { stageId, change, by, now, shop }: ChangeStage): Promise<void> {
  await refuseUnless(tx, by, 'stages.manage');
  const { stage, pipeline } = await loadStage(tx, stageId);
  const after = { ...stage, ...change };
  const refusal = refusePipeline(pipeline.stages.map((each) => (each.id === stageId ? after : each)));
  if (refusal) throw new Refused(refusal);
  const changed = await recordChange(tx, { part: 'stage', id: stageId, title: after.title, before: stage, after, by, now });
  if (!changed) return;
  await tx.update(stages).set(change).where(eq(stages.id, stageId));
  if (after.normMinutes !== stage.normMinutes) await watchNorms(tx, after, { now, shop });
  await redrawOrders(tx, stage.pipelineId, now);
}

/** The clocks of those who stand here run to the new norm; what is past it already rings no more. */
async function watchNorms(tx: Tx, stage: Stage, { now, shop }: Pick<ChangeStage, 'now' | 'shop'>): Promise<void> {
  const here = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.stageId, stage.id), eq(orders.outcome, 'open')));
  for (const order of here) {
    await takeBack(tx, `norm:${order.visitId}`, 'stage.norm-changed', now);
    await keepNorm(tx, { order, visitId: order.visitId, since: order.stageSince, stage, now, shop });
  }
}
