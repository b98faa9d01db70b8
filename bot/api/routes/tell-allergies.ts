import { z } from 'zod';
import { askAllergies } from '../../../flows/orders/ask-allergies.ts';
import { route } from '../route.ts';
import { words } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'tell-allergies',
  ...{ method: 'post', at: '/orders/{orderId}/allergies', noun: 'Orders', scope: 'allergies.manage', may: 'order.ask-allergies' },
  summary: { ru: 'Записать ответ клиента об аллергиях', en: 'Write down what the client said about allergies' },
  about: 'With a text the client has agreed that it is kept; it is sealed, and only those who bake and sell see it. Null: there are none.',
  path: orderPath,
  body: z.strictObject({ text: words(500).nullable() }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now }, { path: { orderId }, body }) {
    await askAllergies(tx, { orderId, text: body.text ?? undefined, by, now });
    return showOrder(tx, orderId);
  },
});
