import { sql } from 'drizzle-orm';
import { orders, payments } from '../../db/schema/orders.ts';
import { opensOrders } from '../reporting/opens.ts';
import { daysOf } from '../reporting/period.ts';
import { isKept } from '../reporting/which-orders.ts';
import { report } from '../reports.ts';

const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Orders that came in and money that came in, day by day. */
export default report({
  name: 'revenue',
  title: { ru: 'Выручка по дням', en: 'Revenue by day' },
  about: {
    ru: 'Сколько заказов пришло (без отменённых) и сколько денег получено каждый день.',
    en: 'How many orders came in (without cancelled ones) and how much money was received each day.',
  },
  time: 'period',
  columns: {
    day: { title: { ru: 'День', en: 'Day' }, kind: 'day' },
    orders: { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count' },
    sum: { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money' },
    received: { title: { ru: 'Получено денег', en: 'Money received' }, kind: 'money' },
  },
  chart: { kind: 'line', along: 'day', values: ['received', 'sum'] },
  async read({ db, shop, now, period }) {
    const days = daysOf(period, { now, timezone: shop.timezone });
    const found = days.length === 0 ? [] : await db.select(sums).from(asTable(days)).orderBy(sql`days.column1`);
    const rows = found.map((each, index) => {
      const { day, from, until } = days[index] ?? { day: '', from: 0, until: 0 };
      const placed = opensOrders({ placed: [from, until], kept: true });
      return {
        day: { value: day },
        orders: { value: each.orders, opens: placed },
        sum: { value: each.sum, opens: placed },
        received: { value: each.received, opens: { list: 'payments' as const, filter: { within: [from, until] as [number, number] } } },
      };
    });
    const all = {
      orders: sum(found.map((each) => each.orders)),
      sum: sum(found.map((each) => each.sum)),
      received: sum(found.map((each) => each.received)),
    };
    const placed = opensOrders({ placed: [period.from, period.until], kept: true });
    return {
      figures: [
        {
          title: { ru: 'Получено денег', en: 'Money received' },
          kind: 'money',
          value: all.received,
          opens: { list: 'payments', filter: { within: [period.from, period.until] } },
        },
        { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count', value: all.orders, opens: placed },
        { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money', value: all.sum, opens: placed },
        {
          title: { ru: 'Средний чек', en: 'Average order' },
          kind: 'money',
          value: all.orders === 0 ? null : Math.round(all.sum / all.orders),
          opens: placed,
        },
      ],
      rows,
    };
  },
});

const placedThatDay = sql`from ${orders} where ${orders.createdAt} >= days.column1 and ${orders.createdAt} < days.column2 and ${isKept}`;

/** Each day asks its own piece of an index: no sorting, whatever the clocks do. */
const sums = {
  orders: sql`(select count(*) ${placedThatDay})`.mapWith(Number),
  sum: sql`(select coalesce(sum(${orders.total}), 0) ${placedThatDay})`.mapWith(Number),
  received:
    sql`(select coalesce(sum(${payments.amount}), 0) from ${payments} where ${payments.at} >= days.column1 and ${payments.at} < days.column2)`.mapWith(
      Number,
    ),
};

const asTable = (days: readonly { from: number; until: number }[]) =>
  sql`(values ${sql.join(
    days.map(({ from, until }) => sql.raw(`(${Number(from)}, ${Number(until)})`)),
    sql`, `,
  )}) as days`;
