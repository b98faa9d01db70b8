import { and, count, desc, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { sumOf } from '../reporting/aggregates.ts';
import { opensOrders } from '../reporting/opens.ts';
import { within } from '../reporting/which-orders.ts';
import { type Answer, report } from '../reports.ts';
import { textsIn } from '../texts/texts.ts';

const columns = {
  reason: { title: { ru: 'Причина', en: 'Reason' }, kind: 'text' },
  orders: { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count' },
  sum: { title: { ru: 'Потеряно', en: 'Lost' }, kind: 'money' },
  share: { title: { ru: 'Доля', en: 'Share' }, kind: 'percent' },
} as const;

/** Why orders were cancelled, by the money that went with them. */
export default report({
  name: 'losses',
  title: { ru: 'Причины отказов', en: 'Reasons of loss' },
  about: {
    ru: 'Почему отменяли заказы и сколько денег ушло по каждой причине.',
    en: 'Why orders were cancelled and what each reason cost.',
  },
  time: 'period',
  columns,
  chart: { kind: 'bars', along: 'reason', values: ['sum'] },
  async read({ db, language, period, limit }): Promise<Answer<keyof typeof columns>> {
    const closed: [number, number] = [period.from, period.until];
    const lost = and(eq(orders.outcome, 'lost'), within(orders.closedAt, closed));
    const sum = sumOf(orders.total);
    const found = await db
      .select({ reason: orders.lossReason, orders: count(), sum })
      .from(orders)
      .where(lost)
      .groupBy(orders.lossReason)
      .orderBy(desc(sum))
      .limit(limit);
    const [all] = await db.select({ orders: count(), sum }).from(orders).where(lost);
    const { staff, client } = textsIn(language).lossReasons;
    const words: Record<string, string> = { ...client, ...staff };
    const whole = all?.sum ?? 0;
    return {
      figures: [
        { title: { ru: 'Потеряно', en: 'Lost' }, kind: 'money', value: whole, opens: opensOrders({ outcome: 'lost', closed }) },
        { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count', value: all?.orders ?? 0, opens: opensOrders({ outcome: 'lost', closed }) },
      ],
      rows: found.map(({ reason, orders, sum }) => {
        const theirs = opensOrders({ outcome: 'lost', closed, lossReason: reason });
        return {
          reason: { value: reason === null ? null : (words[reason] ?? reason) },
          orders: { value: orders, opens: theirs },
          sum: { value: sum, opens: theirs },
          share: { value: whole === 0 ? null : sum / whole, opens: theirs },
        };
      }),
      more: found.length === limit,
    };
  },
});
