import { asc, count } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import { minutes } from '../../notifications/time.ts';
import { normsAt, standsTooLong } from '../reporting/norms.ts';
import { opensOrders } from '../reporting/opens.ts';
import { orderColumns, orderLines } from '../reporting/order-lines.ts';
import { handOverEnd, isOverdue } from '../reporting/which-orders.ts';
import { type Answer, report } from '../reports.ts';

const columns = {
  ...orderColumns,
  overdue: { title: { ru: 'Выдача просрочена', en: 'Hand-over late by' }, kind: 'minutes' },
  stands: { title: { ru: 'Стоит на этапе', en: 'On this stage for' }, kind: 'minutes' },
} as const;

/** Open orders whose hand-over time is over, and those that stand on a stage longer than its norm. */
export default report({
  name: 'late',
  title: { ru: 'Опаздывают', en: 'Late orders' },
  about: {
    ru: 'Заказы, которые пора было отдать, и те, что стоят на этапе дольше нормы.',
    en: 'Orders that should have been handed over, and those standing longer than their stage’s norm.',
  },
  time: 'now',
  columns,
  async read(asked): Promise<Answer<keyof typeof columns>> {
    const { db, shop, now } = asked;
    const norms = normsAt(await db.select().from(stages), now, shop);
    const overdue = isOverdue(now);
    const standing = standsTooLong(norms);
    const [late] = await db.select({ orders: count() }).from(orders).where(overdue);
    const [stuck] = await db.select({ orders: count() }).from(orders).where(standing);
    // Two questions, for SQLite cannot plan both as one.
    const overdueLines = await orderLines(asked, overdue, asc(handOverEnd), asc(orders.id));
    const known = new Set(overdueLines.map(({ order }) => order.id));
    const standingLines = await orderLines(asked, standing, asc(orders.stageSince), asc(orders.id));
    const lines = [...overdueLines, ...standingLines.filter(({ order }) => !known.has(order.id))];
    return {
      figures: [
        {
          title: { ru: 'Не отданы вовремя', en: 'Not handed over in time' },
          kind: 'count',
          value: late?.orders ?? 0,
          opens: opensOrders({ overdueAt: now }),
        },
        {
          title: { ru: 'Стоят дольше нормы', en: 'Standing longer than the norm' },
          kind: 'count',
          value: stuck?.orders ?? 0,
          opens: opensOrders({ standing: norms }),
        },
      ],
      rows: lines.map(({ row, order: { dueAt, dueUntil, stageSince } }) => {
        const end = dueUntil ?? dueAt ?? now;
        return {
          ...row,
          overdue: { value: end < now ? Math.floor((now - end) / minutes(1)) : null },
          stands: { value: Math.floor((now - stageSince) / minutes(1)) },
        };
      }),
      more: (late?.orders ?? 0) > overdueLines.length || (stuck?.orders ?? 0) > standingLines.length,
    };
  },
});
