import { z } from 'zod';
import { recordPayment } from '../../../flows/payments/record-payment.ts';
import { route } from '../route.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'record-payment',
  ...{ method: 'post', at: '/orders/{orderId}/payments', noun: 'Payments', scope: 'payments.write', may: 'payment.record', status: 201 },
  summary: { ru: 'Записать полученную оплату', en: 'Write down money that came' },
  about: 'Send an `Idempotency-Key`: however often it is repeated, it is one payment.',
  path: orderPath,
  body: z.strictObject({
    amount: z.int().min(1).meta({ description: 'Minor units, not above the balance.' }),
    method: z.enum(['cash', 'card', 'transfer', 'online']),
  }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, origin }, { path: { orderId }, body }) {
    await recordPayment(tx, { orderId, ...body, origin, by, now });
    return showOrder(tx, orderId);
  },
});
