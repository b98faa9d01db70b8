import { route } from '../route.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'get-order',
  ...{ method: 'get', at: '/orders/{orderId}', noun: 'Orders', scope: 'orders.read', may: 'order.see' },
  summary: { ru: 'Один заказ', en: 'One order' },
  path: orderPath,
  answer: orderShape,
  read: ({ db }, { path }) => showOrder(db, path.orderId),
});
