import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { pinStages } from '../automation/pin-stages.ts';
import type { By } from '../events.ts';
import { loadPipeline } from '../orders/pipeline.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { reordered } from '../reordered.ts';
import { refuseUnless } from '../staff/rights.ts';
import { placeStages } from './place-stages.ts';
import { redrawOrders } from './redraw-orders.ts';
import { refusePipeline } from './refuse-pipeline.ts';

interface ReorderStages {
  pipelineId: number;
  /** Every stage of the pipeline, in the order wanted. */
  stageIds: readonly number[];
  by: By;
  now: Instant;
}

/** Puts the stages into another order. Refuses what `refusePipeline` says, and `list.out-of-date` when somebody added or removed one meanwhile. */
export async function reorderStages(tx: Tx, { pipelineId, stageIds, by, now }: ReorderStages): Promise<void> {
  await refuseUnless(tx, by, 'stages.manage');
  const pipeline = await loadPipeline(tx, pipelineId);
  const moved = reordered(pipeline.stages, stageIds);
  const after = stageIds.flatMap((id) => pipeline.stages.find((stage) => stage.id === id) ?? []);
  const refusal = refusePipeline(after);
  if (refusal) throw new Refused(refusal);
  await pinStages(tx);
  await placeStages(tx, pipeline, after);
  for (const { row, position } of moved)
    await recordChange(tx, {
      ...{ part: 'stage', id: row.id, title: row.title, by, now },
      before: { position: row.position },
      after: { position },
    });
  await redrawOrders(tx, pipelineId, now);
}
