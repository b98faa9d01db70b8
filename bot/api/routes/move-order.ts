import { z } from 'zod';
import { moveOrder } from '../../../flows/orders/move-order.ts';
import { route } from '../route.ts';
import { id, words } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'move-order',
  ...{ method: 'post', at: '/orders/{orderId}/move', noun: 'Orders', scope: 'orders.write', may: 'order.move' },
  summary: { ru: 'Передвинуть заказ на другой этап', en: 'Move an order to another stage' },
  about:
    'By the same rules as the buttons of a manager. The way back and out needs a reason. To the stage where it stands: nothing happens.',
  path: orderPath,
  body: z.strictObject({ stageId: id, reason: words(500).optional() }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId }, body }) {
    await moveOrder(tx, { orderId, to: body.stageId, reason: body.reason, by, now, shop });
    return showOrder(tx, orderId);
  },
});
