import { undoMove } from '../../../flows/orders/undo-move.ts';
import { route } from '../route.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'undo-move',
  ...{ method: 'post', at: '/orders/{orderId}/undo', noun: 'Orders', scope: 'orders.write', may: 'order.undo' },
  summary: { ru: 'Отменить последний переход на этап', en: 'Take the last move of an order back' },
  about: 'Only moves that this key made, and only while the client has not heard of them (a minute).',
  path: orderPath,
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId } }) {
    await undoMove(tx, { orderId, by, now, shop });
    return showOrder(tx, orderId);
  },
});
