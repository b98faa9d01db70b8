import { asc, count, eq, isNull } from 'drizzle-orm';
import { orders, pipelines, stages } from '../../db/schema/orders.ts';
import type { Reader } from '../../db/store.ts';
import type { Stage } from '../orders/pipeline.ts';

/** A pipeline as its owner edits it: with how many open orders stand at each stage. */
export interface EditedPipeline {
  id: number;
  title: (typeof pipelines.$inferSelect)['title'];
  stages: (Stage & { open: number })[];
}

/** Every pipeline with its stages, in their order. */
export async function findPipelines(db: Reader): Promise<EditedPipeline[]> {
  const all = await db.select().from(pipelines).orderBy(asc(pipelines.position));
  const rows = await db.select().from(stages).where(isNull(stages.removedAt)).orderBy(asc(stages.position));
  const standing = await db
    .select({ stageId: orders.stageId, open: count() })
    .from(orders)
    .where(eq(orders.outcome, 'open'))
    .groupBy(orders.stageId);
  const openAt = new Map(standing.map(({ stageId, open }) => [stageId, open]));
  return all.map(({ id, title }) => ({
    id,
    title,
    stages: rows.filter(({ pipelineId }) => pipelineId === id).map((stage) => ({ ...stage, open: openAt.get(stage.id) ?? 0 })),
  }));
}
