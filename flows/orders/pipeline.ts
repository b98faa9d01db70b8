import { asc, eq, isNull, sql } from 'drizzle-orm';
import { stages } from '../../db/schema/orders.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Order } from './load-order.ts';

export type Stage = typeof stages.$inferSelect;

/** The stages of one pipeline in their order; stages that the owner took away are not among them. */
export interface Pipeline {
  id: number;
  stages: Stage[];
  /** Those that the owner took away: orders' history names them. */
  former: Stage[];
}

const stagesOf = statement('pipeline_stages', (db: Reader) =>
  db
    .select()
    .from(stages)
    .where(eq(stages.pipelineId, sql.placeholder('pipelineId')))
    .orderBy(asc(stages.position)),
);

/** A pipeline with its stages, read anew each time: what the owner changes holds from the next press on. */
export async function loadPipeline(db: Reader, pipelineId: number): Promise<Pipeline> {
  const all = await stagesOf(db, { pipelineId });
  return {
    id: pipelineId,
    stages: all.filter(({ removedAt }) => removedAt === null),
    former: all.filter(({ removedAt }) => removedAt !== null),
  };
}

const firstPipeline = statement('pipeline_first', (db: Reader) =>
  db.select({ id: stages.pipelineId }).from(stages).where(isNull(stages.removedAt)).orderBy(asc(stages.pipelineId)).limit(1),
);

/** The pipeline that new orders of clients enter: the first. */
export async function mainPipeline(db: Reader): Promise<Pipeline> {
  const [first] = await firstPipeline(db, {});
  if (!first) throw new Error('The shop has no pipeline yet');
  return loadPipeline(db, first.id);
}

const stageById = statement('stage_by_id', (db: Reader) =>
  db
    .select()
    .from(stages)
    .where(eq(stages.id, sql.placeholder('id'))),
);

/** A stage by number, also one that was taken away. */
export async function findStage(db: Reader, id: number): Promise<Stage | undefined> {
  const [stage] = await stageById(db, { id });
  return stage;
}

/** The same; throws when there never was one. */
export async function getStage(db: Reader, id: number): Promise<Stage> {
  const stage = await findStage(db, id);
  if (!stage) throw new Error(`There is no stage ${id}`);
  return stage;
}

/** Whether an order passes through a stage at all: some are only for deliveries, some only for what is fetched. */
export const passes = (stage: Stage, order: Pick<Order, 'fulfilment'>): boolean =>
  stage.fulfilment === null || stage.fulfilment === order.fulfilment;

/** The stage that follows on the order's way; undefined at its end. Lost stages are never "next". */
export function nextStage(pipeline: Pipeline, order: Pick<Order, 'stageId' | 'fulfilment'>): Stage | undefined {
  const here = pipeline.stages.findIndex(({ id }) => id === order.stageId);
  return pipeline.stages.slice(here + 1).find((stage) => stage.kind !== 'lost' && passes(stage, order));
}

/** The stage before on the order's way; undefined at its beginning. */
export function previousStage(pipeline: Pipeline, order: Pick<Order, 'stageId' | 'fulfilment'>): Stage | undefined {
  const here = pipeline.stages.findIndex(({ id }) => id === order.stageId);
  return pipeline.stages.slice(0, Math.max(here, 0)).findLast((stage) => stage.kind === 'open' && passes(stage, order));
}

/** Where cancelled orders go. */
export const lostStage = (pipeline: Pipeline): Stage | undefined => pipeline.stages.find(({ kind }) => kind === 'lost');
