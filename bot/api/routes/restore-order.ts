import { z } from 'zod';
import { restoreOrder } from '../../../flows/orders/restore-order.ts';
import { route } from '../route.ts';
import { words } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'restore-order',
  ...{ method: 'post', at: '/orders/{orderId}/restore', noun: 'Orders', scope: 'orders.write', may: 'order.restore' },
  summary: { ru: 'Вернуть отменённый заказ', en: 'Take a cancelled order up again' },
  about: 'It stands again where it was cancelled. A second time is a success without effect.',
  path: orderPath,
  body: z.strictObject({ reason: words(500) }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId }, body }) {
    await restoreOrder(tx, { orderId, reason: body.reason, by, now, shop });
    return showOrder(tx, orderId);
  },
});
