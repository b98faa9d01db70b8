import { z } from 'zod';
import { changeItems } from '../../../flows/orders/change-items.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { id } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { itemWish, refuseUnknown, wishOf } from '../shapes/order-wish.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'change-items',
  ...{ method: 'post', at: '/orders/{orderId}/items', noun: 'Orders', scope: 'orders.write', may: 'order.edit' },
  summary: { ru: 'Изменить состав заказа', en: 'Change what is in an order' },
  about: 'All lines as they are to be: those that are kept keep their price, new ones are priced today. Whoever makes it is told.',
  path: orderPath,
  body: z.strictObject({
    items: z
      .array(z.union([z.strictObject({ keep: id.meta({ description: 'The `id` of a line of the order.' }) }), itemWish]))
      .min(1)
      .max(50),
  }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId }, body: { items } }) {
    await refuseUnknown(tx, items);
    const { version } = await getOrder(tx, orderId);
    await changeItems(tx, { orderId, version, items: items.map((item) => ('keep' in item ? item : wishOf(item))), by, now, shop });
    return showOrder(tx, orderId);
  },
});
