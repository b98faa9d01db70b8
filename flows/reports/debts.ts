import { asc, count, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { countIf, sumIf, sumOf } from '../reporting/aggregates.ts';
import { type OrdersFilter, opensOrders } from '../reporting/opens.ts';
import { orderColumns, orderLines, owing, soonest } from '../reporting/order-lines.ts';
import { whichOrders } from '../reporting/which-orders.ts';
import { report } from '../reports.ts';

/** Money that clients owe: orders that are not cancelled and not paid in full. */
export default report({
  name: 'debts',
  title: { ru: 'К оплате', en: 'Money due' },
  about: { ru: 'Кто и сколько ещё должен заплатить.', en: 'Who still has to pay, and how much.' },
  time: 'now',
  columns: orderColumns,
  async read(asked) {
    const all: OrdersFilter = { owing: true };
    const given: OrdersFilter = { owing: true, outcome: 'won' };
    const handedOver = eq(orders.outcome, 'won');
    const [sums] = await asked.db
      .select({ orders: count(), sum: sumOf(owing), given: countIf(handedOver), givenSum: sumIf(owing, handedOver) })
      .from(orders)
      .where(whichOrders(all));
    const lines = await orderLines(asked, whichOrders(all), soonest, asc(orders.id));
    return {
      figures: [
        { title: { ru: 'Должны нам', en: 'Owed to us' }, kind: 'money', value: sums?.sum ?? 0, opens: opensOrders(all) },
        { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count', value: sums?.orders ?? 0, opens: opensOrders(all) },
        {
          title: { ru: 'Из них уже отдано', en: 'Of it handed over already' },
          kind: 'money',
          value: sums?.givenSum ?? 0,
          opens: opensOrders(given),
        },
      ],
      rows: lines.map(({ row }) => row),
      more: (sums?.orders ?? 0) > lines.length,
    };
  },
});
