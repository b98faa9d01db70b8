import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { z } from 'zod';
import { orders } from '../../../db/schema/orders.ts';
import { stageKinds } from '../../../db/schema/words.ts';
import { route } from '../route.ts';
import { cut, idText, pageOf, paging, time, windowOf } from '../shapes/common.ts';
import { orderShape, showOrders } from '../shapes/order.ts';

export default route({
  name: 'list-orders',
  ...{ method: 'get', at: '/orders', noun: 'Orders', scope: 'orders.read', may: 'order.see' },
  summary: { ru: 'Заказы, новые сверху', en: 'Orders, the newest first' },
  query: z.strictObject({
    outcome: z.enum(stageKinds).optional(),
    stageId: idText.optional(),
    clientId: idText.optional(),
    responsibleId: idText.optional(),
    dueFrom: time.optional(),
    dueUntil: time.optional().meta({ description: 'Not included.' }),
    createdFrom: time.optional(),
    ...paging,
  }),
  answer: pageOf(orderShape),
  async read({ db, shop }, { query }) {
    const { before, limit } = windowOf(query);
    const wanted = [
      query.outcome && eq(orders.outcome, query.outcome),
      query.stageId && eq(orders.stageId, query.stageId),
      query.clientId && eq(orders.clientId, query.clientId),
      query.responsibleId && eq(orders.responsibleId, query.responsibleId),
      query.dueFrom !== undefined && gte(orders.dueAt, query.dueFrom),
      query.dueUntil !== undefined && lt(orders.dueAt, query.dueUntil),
      query.createdFrom !== undefined && gte(orders.createdAt, query.createdFrom),
    ].flatMap((each) => each || []);
    const found = await db
      .select()
      .from(orders)
      .where(and(lt(orders.id, before), ...wanted))
      .orderBy(desc(orders.id))
      .limit(limit + 1);
    const { rows, next } = cut(found, limit);
    return { data: await showOrders(db, rows, shop), next };
  },
});
