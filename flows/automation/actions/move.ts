import { z } from 'zod';
import { moveOrder } from '../../orders/move-order.ts';
import { loadPipeline, nextStage } from '../../orders/pipeline.ts';
import { action } from '../action.ts';
import { stageOrNext } from '../params.ts';

export default action({
  name: 'move',
  /** The next stage of the order's way, or the stage with a number. */
  params: z.object({ to: stageOrNext }),
  async run({ tx, now, shop, order, by }, { to }) {
    if (!order) return { note: 'no order' };
    const pipeline = await loadPipeline(tx, order.pipelineId);
    const stage = to === 'next' ? nextStage(pipeline, order) : pipeline.stages.find(({ id }) => id === to);
    if (!stage) return { note: 'there is no such stage' };
    await moveOrder(tx, { orderId: order.id, to: stage.id, by, now, shop });
  },
});
