import { z } from 'zod';
import { record } from '../events.ts';
import { findOrder } from '../orders/load-order.ts';
import { timer } from '../timers.ts';

/** An order has stood on a stage for its norm: if it still stands there, it is late. */
export default timer({
  name: 'stage-norm',
  payload: z.object({ orderId: z.number(), visitId: z.number() }),
  async fire({ tx, now }, { orderId, visitId }) {
    const order = await findOrder(tx, orderId);
    if (!order || order.visitId !== visitId || order.outcome !== 'open') return;
    await record(
      tx,
      { type: 'order.stalled', orderId, clientId: order.clientId, visitId, stageId: order.stageId },
      { kind: 'system' },
      now,
    );
  },
});
