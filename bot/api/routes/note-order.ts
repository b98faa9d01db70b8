import { z } from 'zod';
import { noteOrder } from '../../../flows/orders/note-order.ts';
import { route } from '../route.ts';
import { words } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'note-order',
  ...{ method: 'post', at: '/orders/{orderId}/notes', noun: 'Orders', scope: 'orders.write', may: 'order.note' },
  summary: { ru: 'Заметка к заказу, только для своих', en: 'A note on an order, for colleagues only' },
  about: 'A colleague named in it (`@olga`) is told.',
  path: orderPath,
  body: z.strictObject({ text: words(2000) }),
  answer: orderShape,
  async write({ tx, by, now }, { path: { orderId }, body }) {
    await noteOrder(tx, { orderId, text: body.text, by, now });
    return showOrder(tx, orderId);
  },
});
