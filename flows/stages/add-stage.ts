import { stages } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { pinStages } from '../automation/pin-stages.ts';
import type { By } from '../events.ts';
import { loadPipeline } from '../orders/pipeline.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { placeStages } from './place-stages.ts';
import { redrawOrders } from './redraw-orders.ts';
import { refusePipeline } from './refuse-pipeline.ts';
import type { StageForm } from './stage-form.ts';

interface AddStage {
  pipelineId: number;
  stage: StageForm;
  /** Its place in the pipeline, from 1; others move on. */
  position: number;
  by: By;
  now: Instant;
}

/** Adds a stage; buttons, cards and boards have it from the next look on. Answers its number. Refuses what `refusePipeline` says. */
export async function addStage(tx: Tx, { pipelineId, stage, position, by, now }: AddStage): Promise<number> {
  await refuseUnless(tx, by, 'stages.manage');
  const pipeline = await loadPipeline(tx, pipelineId);
  if (pipeline.stages.length === 0) throw new Refused('stage.not-found');
  await pinStages(tx);
  const [added] = await tx
    .insert(stages)
    .values({ ...stage, pipelineId, position })
    .returning();
  if (!added) throw new Error('The stage was not written');
  const after = pipeline.stages.toSpliced(Math.max(0, position - 1), 0, added);
  const refusal = refusePipeline(after);
  if (refusal) throw new Refused(refusal);
  await placeStages(tx, pipeline, after);
  await recordChange(tx, { part: 'stage', id: added.id, title: stage.title, before: undefined, after: { ...stage, position }, by, now });
  await redrawOrders(tx, pipelineId, now);
  return added.id;
}
