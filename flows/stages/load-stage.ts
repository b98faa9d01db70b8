import type { Reader } from '../../db/store.ts';
import { findStage, loadPipeline, type Pipeline, type Stage } from '../orders/pipeline.ts';
import { Refused } from '../refused.ts';

/** A stage that is in use, with its pipeline; refuses with `stage.not-found`. */
export async function loadStage(db: Reader, stageId: number): Promise<{ stage: Stage; pipeline: Pipeline }> {
  const stage = await findStage(db, stageId);
  if (!stage || stage.removedAt !== null) throw new Refused('stage.not-found');
  return { stage, pipeline: await loadPipeline(db, stage.pipelineId) };
}
