import { and, eq } from 'drizzle-orm';
import { attachments } from '../../db/schema/talk.ts';
import type { Reader } from '../../db/store.ts';
import { getOrder, type Order } from './load-order.ts';
import { getStage, loadPipeline, type Pipeline, type Stage } from './pipeline.ts';

/** An order with its pipeline and the stage it stands on. */
export interface OrderFacts {
  order: Order;
  pipeline: Pipeline;
  stage: Stage;
}

/** An order and what its rules ask about; refuses with `order.not-found`. */
export async function loadFacts(db: Reader, orderId: number): Promise<OrderFacts> {
  const order = await getOrder(db, orderId);
  const pipeline = await loadPipeline(db, order.pipelineId);
  const stage = pipeline.stages.find(({ id }) => id === order.stageId) ?? (await getStage(db, order.stageId));
  return { order, pipeline, stage };
}

/** Whether somebody has sent a picture of the finished cake. Asks only where a stage of the pipeline wants one. */
export async function hasReadyPhoto(db: Reader, { order, pipeline }: Pick<OrderFacts, 'order' | 'pipeline'>): Promise<boolean> {
  if (!pipeline.stages.some(({ requires }) => requires.includes('ready-photo'))) return false;
  const [photo] = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(eq(attachments.orderId, order.id), eq(attachments.purpose, 'ready')))
    .limit(1);
  return photo !== undefined;
}
