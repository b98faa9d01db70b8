import { and, eq } from 'drizzle-orm';
import { attachments } from '../../../db/schema/talk.ts';
import { Problem } from '../problem.ts';
import { route } from '../route.ts';
import { keptFile } from '../shapes/file.ts';
import { picturePath } from '../shapes/paths.ts';

export default route({
  name: 'get-picture',
  ...{ method: 'get', at: '/orders/{orderId}/pictures/{pictureId}', noun: 'Orders', scope: 'orders.read', may: 'order.see' },
  summary: { ru: 'Сама картинка заказа', en: 'A picture of an order itself' },
  path: picturePath,
  answer: keptFile,
  sendsFile: true,
  async read({ db }, { path }) {
    const [found] = await db
      .select({ file: attachments.file })
      .from(attachments)
      .where(and(eq(attachments.id, path.pictureId), eq(attachments.orderId, path.orderId)));
    if (!found?.file) throw new Problem('not-found');
    return { file: found.file };
  },
});
