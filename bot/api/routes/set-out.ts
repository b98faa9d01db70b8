import { setOut } from '../../../flows/orders/set-out.ts';
import { route } from '../route.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'set-out',
  ...{ method: 'post', at: '/orders/{orderId}/set-out', noun: 'Orders', scope: 'orders.write', may: 'order.move' },
  summary: { ru: 'Водитель выехал с заказом', en: 'The driver is on the way with an order' },
  about: 'Only where the order waits for a driver. A second time is a success without effect.',
  path: orderPath,
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now }, { path: { orderId } }) {
    await setOut(tx, { orderId, by, now });
    return showOrder(tx, orderId);
  },
});
