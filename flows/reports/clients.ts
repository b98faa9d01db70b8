import { and, count, desc, eq, gte, isNull } from 'drizzle-orm';
import { clients, staff } from '../../db/schema/people.ts';
import { sources } from '../../db/schema/work.ts';
import { sumOf } from '../reporting/aggregates.ts';
import { type ClientsFilter, clientsFilter, opensOrders } from '../reporting/opens.ts';
import { is, within } from '../reporting/which-orders.ts';
import { report } from '../reports.ts';
import { sourceWords } from '../sources/source-title.ts';
import { textsIn } from '../texts/texts.ts';

type Name = 'client' | 'source' | 'orders' | 'sum' | 'last' | 'since' | 'responsible';

/** The clients behind a number. */
export default report<Name, ClientsFilter>({
  name: 'clients',
  title: { ru: 'Клиенты за этим числом', en: 'The clients behind the number' },
  about: { ru: 'Клиенты, из которых сложилось число.', en: 'The clients that make up the number.' },
  time: 'now',
  filter: clientsFilter,
  columns: {
    client: { title: { ru: 'Клиент', en: 'Client' }, kind: 'text' },
    orders: { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count' },
    sum: { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money' },
    last: { title: { ru: 'Последний заказ', en: 'Last order' }, kind: 'moment' },
    since: { title: { ru: 'С нами с', en: 'With us since' }, kind: 'moment' },
    source: { title: { ru: 'Источник', en: 'Source' }, kind: 'text' },
    responsible: { title: { ru: 'Ответственный', en: 'Responsible' }, kind: 'text' },
  },
  async read({ db, language, limit }, filter) {
    const where = and(
      isNull(clients.mergedInto),
      within(clients.createdAt, filter.created),
      is(clients.source, filter.source),
      is(clients.responsibleId, filter.responsible),
      filter.ordersFrom === undefined ? undefined : gte(clients.ordersCount, filter.ordersFrom),
    );
    const [all] = await db
      .select({ clients: count(), sum: sumOf(clients.ordersSum) })
      .from(clients)
      .where(where);
    const found = await db
      .select({ client: clients, responsible: staff.name, sourceTitle: sources.title })
      .from(clients)
      .leftJoin(sources, eq(sources.code, clients.source))
      .leftJoin(staff, eq(staff.id, clients.responsibleId))
      .where(where)
      .orderBy(...(filter.created ? [desc(clients.createdAt)] : [desc(clients.ordersSum)]), desc(clients.id))
      .limit(limit);
    return {
      figures: [
        { title: { ru: 'Клиентов', en: 'Clients' }, kind: 'count', value: all?.clients ?? 0 },
        { title: { ru: 'Заказали на', en: 'Ordered for' }, kind: 'money', value: all?.sum ?? 0 },
      ],
      rows: found.map(({ client, responsible, sourceTitle }) => ({
        client: { value: client.name ?? client.phone ?? String(client.id), opens: { record: 'client', id: client.id } },
        orders: { value: client.ordersCount, opens: opensOrders({ client: client.id, kept: true }) },
        sum: { value: client.ordersSum, opens: opensOrders({ client: client.id, kept: true }) },
        last: { value: client.lastOrderAt },
        since: { value: client.createdAt },
        source: { value: client.source === null ? null : sourceWords(textsIn(language), client.source, sourceTitle ?? undefined) },
        responsible: { value: responsible },
      })),
      more: (all?.clients ?? 0) > found.length,
    };
  },
});
