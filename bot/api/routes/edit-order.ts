import { z } from 'zod';
import { editOrder } from '../../../flows/orders/edit-order.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { readPhone } from '../shapes/client.ts';
import { words } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'edit-order',
  ...{ method: 'patch', at: '/orders/{orderId}', noun: 'Orders', scope: 'orders.write', may: 'order.edit' },
  summary: { ru: 'Изменить получателя, адрес или пожелания', en: 'Change who receives an order, where, and what is wished' },
  about: 'What is not given stays; null takes it away. Another address makes the place on the map untrue, so that goes.',
  path: orderPath,
  body: z.strictObject({
    contactName: words(80).nullable().optional(),
    contactPhone: words(200).nullable().optional(),
    address: words(300).nullable().optional(),
    wishes: words(1000).nullable().optional(),
  }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId }, body }) {
    const { version } = await getOrder(tx, orderId);
    if (body.contactPhone) readPhone(body.contactPhone, shop, '/contactPhone');
    const change = Object.fromEntries(Object.entries(body).map(([field, value]) => [field, value ?? undefined]));
    const gone = Object.fromEntries(Object.entries(body).flatMap(([field, value]) => (value === null ? [[field, '']] : [])));
    await editOrder(tx, { orderId, version, change: { ...change, ...gone }, by, now, shop });
    return showOrder(tx, orderId);
  },
});
