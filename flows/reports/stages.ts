import { asc, isNull } from 'drizzle-orm';
import { stages } from '../../db/schema/orders.ts';
import { formatsFor } from '../format.ts';
import { findStageSums } from '../orders/find-orders.ts';
import { opensOrders } from '../reporting/opens.ts';
import { type Answer, report } from '../reports.ts';

const columns = {
  stage: { title: { ru: 'Этап', en: 'Stage' }, kind: 'text' },
  orders: { title: { ru: 'Заказов сейчас', en: 'Orders now' }, kind: 'count' },
  sum: { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money' },
} as const;

/** How many open orders stand on each stage now, and what they are worth. */
export default report({
  name: 'stages',
  title: { ru: 'Заказы в работе', en: 'Orders under way' },
  about: {
    ru: 'Сколько открытых заказов стоит на каждом этапе и на какую сумму.',
    en: 'How many open orders stand on each stage, and what they are worth.',
  },
  time: 'now',
  columns,
  chart: { kind: 'bars', along: 'stage', values: ['sum'] },
  async read({ db, shop, language }): Promise<Answer<keyof typeof columns>> {
    const f = formatsFor(language, shop);
    const known = await db.select().from(stages).where(isNull(stages.removedAt)).orderBy(asc(stages.pipelineId), asc(stages.position));
    const sums = await findStageSums(db);
    const all = [...sums.values()];
    const open = opensOrders({ outcome: 'open' });
    return {
      figures: [
        { title: { ru: 'В работе', en: 'Under way' }, kind: 'count', value: all.reduce((sum, each) => sum + each.orders, 0), opens: open },
        { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money', value: all.reduce((sum, each) => sum + each.sum, 0), opens: open },
      ],
      rows: known
        .filter(({ kind }) => kind === 'open')
        .map(({ id, title }) => {
          const { orders = 0, sum = 0 } = sums.get(id) ?? {};
          const here = opensOrders({ stage: id });
          return { stage: { value: f.title(title) }, orders: { value: orders, opens: here }, sum: { value: sum, opens: here } };
        }),
    };
  },
});
