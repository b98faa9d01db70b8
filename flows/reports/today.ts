import { asc, count, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { dayOf } from '../../notifications/time.ts';
import { countIf, sumOf } from '../reporting/aggregates.ts';
import { type OrdersFilter, opensOrders } from '../reporting/opens.ts';
import { orderColumns, orderLines } from '../reporting/order-lines.ts';
import { daysBetween } from '../reporting/period.ts';
import { whichOrders } from '../reporting/which-orders.ts';
import { report } from '../reports.ts';

/** What is to be handed over today, and what came in today. */
export default report({
  name: 'today',
  title: { ru: 'Заказы на сегодня', en: 'Today’s orders' },
  about: { ru: 'Что выдать и довезти сегодня и что пришло за день.', en: 'What is to be handed over today and what has come in.' },
  time: 'now',
  columns: orderColumns,
  async read(asked) {
    const { db, shop, now } = asked;
    const day = dayOf(now, shop.timezone);
    const { from, until } = daysBetween(day, day, shop.timezone);
    const due: OrdersFilter = { due: [from, until], kept: true };
    const placed: OrdersFilter = { placed: [from, until], kept: true };
    const sums = { orders: count(), sum: sumOf(orders.total), done: countIf(eq(orders.outcome, 'won')) };
    const [out] = await db.select(sums).from(orders).where(whichOrders(due));
    const [came] = await db.select(sums).from(orders).where(whichOrders(placed));
    const lines = await orderLines(asked, whichOrders(due), asc(orders.dueAt), asc(orders.id));
    const done = opensOrders({ ...due, outcome: 'won' });
    return {
      figures: [
        { title: { ru: 'Выдать сегодня', en: 'Due today' }, kind: 'count', value: out?.orders ?? 0, opens: opensOrders(due) },
        { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money', value: out?.sum ?? 0, opens: opensOrders(due) },
        { title: { ru: 'Уже выдано', en: 'Handed over already' }, kind: 'count', value: out?.done ?? 0, opens: done },
        { title: { ru: 'Новых за сегодня', en: 'Came in today' }, kind: 'count', value: came?.orders ?? 0, opens: opensOrders(placed) },
        { title: { ru: 'Новых на сумму', en: 'Came in, worth' }, kind: 'money', value: came?.sum ?? 0, opens: opensOrders(placed) },
      ],
      rows: lines.map(({ row }) => row),
      more: (out?.orders ?? 0) > lines.length,
    };
  },
});
