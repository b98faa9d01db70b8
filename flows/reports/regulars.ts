import { and, desc, gte, isNull } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import { opensOrders } from '../reporting/opens.ts';
import { type Answer, report } from '../reports.ts';

const columns = {
  client: { title: { ru: 'Клиент', en: 'Client' }, kind: 'text' },
  orders: { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count' },
  sum: { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money' },
  average: { title: { ru: 'Средний чек', en: 'Average order' }, kind: 'money' },
  last: { title: { ru: 'Последний заказ', en: 'Last order' }, kind: 'moment' },
} as const;

/** Who comes again, and what share of all clients does. */
export default report({
  name: 'regulars',
  title: { ru: 'Постоянные клиенты', en: 'Regulars' },
  about: { ru: 'Кто заказал больше одного раза и сколько принёс.', en: 'Who ordered more than once, and what they brought.' },
  time: 'now',
  columns,
  async read({ db, limit }): Promise<Answer<keyof typeof columns>> {
    const customers = await db.$count(clients, and(gte(clients.ordersCount, 1), isNull(clients.mergedInto)));
    const again = await db.$count(clients, and(gte(clients.ordersCount, 2), isNull(clients.mergedInto)));
    const found = await db
      .select()
      .from(clients)
      .where(and(gte(clients.ordersCount, 2), isNull(clients.mergedInto)))
      .orderBy(desc(clients.ordersSum), desc(clients.id))
      .limit(limit);
    return {
      figures: [
        {
          title: { ru: 'Возвращаются', en: 'Come again' },
          kind: 'percent',
          value: customers === 0 ? null : again / customers,
          opens: { list: 'clients', filter: { ordersFrom: 2 } },
        },
        {
          title: { ru: 'Постоянных', en: 'Regulars' },
          kind: 'count',
          value: again,
          opens: { list: 'clients', filter: { ordersFrom: 2 } },
        },
        {
          title: { ru: 'Всего покупателей', en: 'Customers in all' },
          kind: 'count',
          value: customers,
          opens: { list: 'clients', filter: { ordersFrom: 1 } },
        },
      ],
      rows: found.map((client) => {
        const theirs = opensOrders({ client: client.id, kept: true });
        return {
          client: { value: client.name ?? client.phone ?? String(client.id), opens: { record: 'client', id: client.id } },
          orders: { value: client.ordersCount, opens: theirs },
          sum: { value: client.ordersSum, opens: theirs },
          average: { value: Math.round(client.ordersSum / client.ordersCount), opens: theirs },
          last: { value: client.lastOrderAt },
        };
      }),
      more: again > found.length,
    };
  },
});
