import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import { events } from '../../../db/schema/work.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { showEvent } from '../../../flows/webhooks/show-event.ts';
import { toldEvents } from '../../../flows/webhooks/told-events.ts';
import { route } from '../route.ts';
import { cut, pageOf, paging, windowOf } from '../shapes/common.ts';
import { eventShape } from '../shapes/event.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'list-order-events',
  ...{ method: 'get', at: '/orders/{orderId}/events', noun: 'Orders', scope: 'orders.read', may: 'order.see' },
  summary: { ru: 'Что было с заказом, новое сверху', en: 'What happened with an order, the newest first' },
  path: orderPath,
  query: z.strictObject(paging),
  answer: pageOf(eventShape),
  async read({ db }, { path, query }) {
    const { before, limit } = windowOf(query);
    await getOrder(db, path.orderId);
    const ours = eq(events.orderId, path.orderId);
    const found = await db
      .select()
      .from(events)
      .where(and(ours, inArray(events.type, [...toldEvents]), lt(events.id, before)))
      .orderBy(desc(events.id))
      .limit(limit + 1);
    const { rows, next } = cut(found, limit);
    return { data: rows.map(showEvent), next };
  },
});
