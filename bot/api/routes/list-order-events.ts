import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { events } from '../../../db/schema/work.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { pageOf, paging } from '../shapes/common.ts';
import { eventShape } from '../shapes/event.ts';
import { eventsPage } from '../shapes/events-page.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'list-order-events',
  ...{ method: 'get', at: '/orders/{orderId}/events', noun: 'Orders', scope: 'orders.read', may: 'order.see' },
  summary: { ru: 'Что было с заказом, новое сверху', en: 'What happened with an order, the newest first' },
  path: orderPath,
  query: z.strictObject(paging),
  answer: pageOf(eventShape),
  async read({ db }, { path, query }) {
    await getOrder(db, path.orderId);
    return eventsPage(db, eq(events.orderId, path.orderId), query);
  },
});
