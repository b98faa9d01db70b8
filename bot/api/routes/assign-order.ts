import { z } from 'zod';
import { assignOrder } from '../../../flows/orders/assign-order.ts';
import { parts } from '../../../flows/staff/parts.ts';
import { route } from '../route.ts';
import { id } from '../shapes/common.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'assign-order',
  ...{ method: 'post', at: '/orders/{orderId}/assign', noun: 'Orders', scope: 'orders.write', may: 'order.assign-maker' },
  summary: { ru: 'Назначить ответственного, кондитера или водителя', en: 'Assign who answers for, makes or drives an order' },
  about: 'Like a manager, a key names who answers for an order only while nobody does.',
  path: orderPath,
  body: z.strictObject({ part: z.enum(parts), staffId: id }),
  answer: orderShape,
  subject: (db, { orderId }) => showOrder(db, orderId),
  async write({ tx, by, now }, { path: { orderId }, body }) {
    await assignOrder(tx, { orderId, ...body, by, now });
    return showOrder(tx, orderId);
  },
});
