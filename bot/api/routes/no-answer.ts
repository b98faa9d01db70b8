import { noAnswer } from '../../../flows/orders/no-answer.ts';
import { route } from '../route.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'no-answer',
  ...{ method: 'post', at: '/orders/{orderId}/no-answer', noun: 'Orders', scope: 'orders.write', may: 'order.no-answer' },
  summary: { ru: 'Клиент не отвечает: вернуться через два часа', en: 'The client does not answer: try again in two hours' },
  about: 'What the stage asks for waits, and so does its norm. Again within a minute: a success without effect.',
  path: orderPath,
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId } }) {
    await noAnswer(tx, { orderId, by, now, shop });
    return showOrder(tx, orderId);
  },
});
