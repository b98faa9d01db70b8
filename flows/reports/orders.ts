import { and, asc, count, desc, eq, type SQL } from 'drizzle-orm';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { sumOf } from '../reporting/aggregates.ts';
import { type OrdersFilter, ordersFilter } from '../reporting/opens.ts';
import { orderColumns, orderLines, owing, soonest } from '../reporting/order-lines.ts';
import { stayed, whichOrders } from '../reporting/which-orders.ts';
import { type Asked, type Figure, report } from '../reports.ts';

/** The orders behind a number. */
export default report<keyof typeof orderColumns, OrdersFilter>({
  name: 'orders',
  title: { ru: 'Заказы за этим числом', en: 'The orders behind the number' },
  about: { ru: 'Заказы, из которых сложилось число.', en: 'The orders that make up the number.' },
  time: 'now',
  filter: ordersFilter,
  columns: orderColumns,
  async read(asked, filter) {
    const where = whichOrders(filter);
    const [all] = await asked.db
      .select({ orders: count(), sum: sumOf(orders.total), ...(filter.owing && { owing: sumOf(owing) }) })
      .from(orders)
      .where(where);
    const lines = await orderLines(asked, where, ...orderOf(filter));
    return {
      figures: [
        { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count', value: all?.orders ?? 0 },
        { title: { ru: 'На сумму', en: 'Sum' }, kind: 'money', value: all?.sum ?? 0 },
        ...(filter.product === undefined ? [] : [await soldOf(asked, filter.product, where)]),
        ...(filter.owing
          ? [{ title: { ru: 'Осталось оплатить', en: 'Left to pay' }, kind: 'money' as const, value: all?.owing ?? 0 }]
          : []),
      ],
      rows: lines.map(({ row }) => row),
      more: (all?.orders ?? 0) > lines.length,
    };
  },
});

/** What of the orders' money is for one product. */
async function soldOf({ db }: Asked, productId: number, where: SQL | undefined): Promise<Figure> {
  const [sold] = await db
    .select({ sum: sumOf(orderItems.total) })
    .from(orders)
    .innerJoin(orderItems, eq(orderItems.orderId, orders.id))
    .where(and(where, eq(orderItems.productId, productId)));
  return { title: { ru: 'Из них за этот товар', en: 'Of it for this product' }, kind: 'money', value: sold?.sum ?? 0 };
}

/** The most pressing first; where nothing presses, the newest. */
const orderOf = ({ left, due, owing: isOwed, overdueAt, standing }: OrdersFilter) => {
  if (left) return [desc(stayed(left)), desc(orders.id)];
  if (standing) return [asc(orders.stageSince), asc(orders.id)];
  if (isOwed) return [soonest, asc(orders.id)];
  if (due || overdueAt !== undefined) return [asc(orders.dueAt), asc(orders.id)];
  return [desc(orders.createdAt), desc(orders.id)];
};
