import { z } from 'zod';
import { cancelOrder } from '../../../flows/orders/cancel-order.ts';
import { route } from '../route.ts';
import { words } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'cancel-order',
  ...{ method: 'post', at: '/orders/{orderId}/cancel', noun: 'Orders', scope: 'orders.write', may: 'order.cancel' },
  summary: { ru: 'Отменить заказ', en: 'Cancel an order' },
  about: 'The client is told as usual. A second time is a success without effect.',
  path: orderPath,
  body: z.strictObject({ reason: words(500) }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId }, body }) {
    await cancelOrder(tx, { orderId, reason: body.reason, by, now, shop });
    return showOrder(tx, orderId);
  },
});
