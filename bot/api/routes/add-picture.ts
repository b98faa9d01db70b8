import { z } from 'zod';
import { attachPicture } from '../../../flows/orders/attach-picture.ts';
import { route } from '../route.ts';
import { keptFile } from '../shapes/file.ts';
import { orderShape, showOrder } from '../shapes/order.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'add-picture',
  ...{ method: 'post', at: '/orders/{orderId}/pictures', noun: 'Orders', scope: 'orders.write', may: 'order.photo', status: 201 },
  summary: { ru: 'Приложить к заказу картинку', en: 'Put a picture to an order' },
  about: 'The body is the picture itself, 10 MB at most: JPEG, PNG, WebP or GIF.',
  path: orderPath,
  query: z.strictObject({
    purpose: z.enum(['reference', 'ready']).meta({ description: 'reference: the wished look; ready: the finished thing.' }),
  }),
  picture: true,
  body: keptFile,
  answer: orderShape,
  async write({ tx, by, now }, { path: { orderId }, query: { purpose }, body: { file } }) {
    await attachPicture(tx, { orderId, file, purpose, by, now });
    return showOrder(tx, orderId);
  },
});
