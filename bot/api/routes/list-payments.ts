import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { payments } from '../../../db/schema/orders.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { id, showTime, timeText } from '../shapes/common.ts';
import { orderPath } from '../shapes/paths.ts';

const payment = z
  .strictObject({
    id,
    amount: z.int().meta({ description: 'Minor units; below zero what went back to the client.' }),
    method: z.string(),
    at: timeText,
    staffId: id.nullable().meta({ description: 'The colleague who wrote it down.' }),
  })
  .meta({ id: 'Payment' });

export default route({
  name: 'list-payments',
  ...{ method: 'get', at: '/orders/{orderId}/payments', noun: 'Payments', scope: 'orders.read', may: 'payment.see' },
  summary: { ru: 'Оплаты и возвраты заказа, новые сверху', en: 'What was paid for an order and what went back, the newest first' },
  path: orderPath,
  answer: z.strictObject({ data: z.array(payment) }),
  async read({ db }, { path: { orderId } }) {
    await getOrder(db, orderId);
    const rows = await db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(desc(payments.id)).limit(500);
    return { data: rows.map(({ id, amount, method, at, byId }) => ({ id, amount, method, at: showTime(at), staffId: byId })) };
  },
});
