import { z } from 'zod';
import { returnPayment } from '../../../flows/payments/return-payment.ts';
import { route } from '../route.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'return-payment',
  ...{ method: 'post', at: '/orders/{orderId}/returns', noun: 'Payments', scope: 'payments.write', may: 'payment.return', status: 201 },
  summary: { ru: 'Записать возврат денег', en: 'Write down money that went back' },
  about: 'Send an `Idempotency-Key`: however often it is repeated, it is one return.',
  path: orderPath,
  body: z.strictObject({
    amount: z.int().min(1).meta({ description: 'Minor units, not above what was paid.' }),
    method: z.enum(['cash', 'card', 'transfer', 'online']),
  }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now, origin }, { path: { orderId }, body }) {
    await returnPayment(tx, { orderId, ...body, origin, by, now });
    return showOrder(tx, orderId);
  },
});
