import { tellNow } from '../../../flows/orders/move-order.ts';
import { route } from '../route.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'tell-now',
  ...{ method: 'post', at: '/orders/{orderId}/tell-now', noun: 'Orders', scope: 'messages.write', may: 'client.write' },
  summary: { ru: 'Сообщить клиенту о переходе сейчас', en: 'Tell the client of the last move now' },
  about: 'Instead of after the minute in which it could be undone; after that it cannot be undone.',
  path: orderPath,
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now }, { path: { orderId } }) {
    await tellNow(tx, { orderId, by, now });
    return showOrder(tx, orderId);
  },
});
