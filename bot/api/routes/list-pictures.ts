import { and, desc, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { attachments } from '../../../db/schema/talk.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { showTime, timeText } from '../shapes/common.ts';
import { fileShape, showFile } from '../shapes/file.ts';
import { orderPath } from '../shapes/paths.ts';

const picture = fileShape.extend({ purpose: z.enum(['reference', 'ready']), at: timeText }).meta({ id: 'Picture' });

export default route({
  name: 'list-pictures',
  ...{ method: 'get', at: '/orders/{orderId}/pictures', noun: 'Orders', scope: 'orders.read', may: 'order.see' },
  summary: { ru: 'Картинки заказа, новые сверху', en: 'The pictures of an order, the newest first' },
  path: orderPath,
  answer: z.strictObject({ data: z.array(picture) }),
  async read({ db }, { path: { orderId } }) {
    await getOrder(db, orderId);
    const ofOrder = and(eq(attachments.orderId, orderId), ne(attachments.purpose, 'chat'));
    const rows = await db.select().from(attachments).where(ofOrder).orderBy(desc(attachments.id)).limit(200);
    return {
      data: rows.map((row) => ({ ...showFile(row), purpose: row.purpose === 'ready' ? 'ready' : 'reference', at: showTime(row.at) })),
    };
  },
});
