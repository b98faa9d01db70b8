import { z } from 'zod';
import { slotsOf } from '../../../flows/catalog/slots.ts';
import { rescheduleOrder } from '../../../flows/orders/reschedule-order.ts';
import { dayOf } from '../../../notifications/time.ts';
import { route } from '../route.ts';
import { time } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'reschedule-order',
  ...{ method: 'post', at: '/orders/{orderId}/reschedule', noun: 'Orders', scope: 'orders.write', may: 'order.edit' },
  summary: { ru: 'Перенести заказ на другое свободное время', en: 'Move an order to another free time' },
  path: orderPath,
  body: z.strictObject({ dueAt: time.meta({ description: 'The beginning of a free window, as `GET /free-days` lists them.' }) }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, shop }, { path: { orderId }, body: { dueAt } }) {
    const slot = slotsOf(dayOf(dueAt, shop.timezone), shop).find(({ from }) => from === dueAt);
    await rescheduleOrder(tx, { orderId, dueAt, dueUntil: slot?.until ?? null, by, now, shop });
    return showOrder(tx, orderId);
  },
});
