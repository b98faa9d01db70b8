import { and, count, gt, isNull } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import type { Language } from '../../db/schema/words.ts';
import { sources } from '../../db/schema/work.ts';
import { countIf, sumIf } from '../reporting/aggregates.ts';
import { opensOrders } from '../reporting/opens.ts';
import { isKept, within } from '../reporting/which-orders.ts';
import { type Answer, type Asked, report } from '../reports.ts';
import { sourceWords } from '../sources/source-title.ts';
import { textsIn } from '../texts/texts.ts';

const columns = {
  source: { title: { ru: 'Источник', en: 'Source' }, kind: 'text' },
  orders: { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count' },
  sum: { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money' },
  average: { title: { ru: 'Средний чек', en: 'Average order' }, kind: 'money' },
  lost: { title: { ru: 'Отменено', en: 'Cancelled' }, kind: 'percent' },
  clients: { title: { ru: 'Новых клиентов', en: 'New clients' }, kind: 'count' },
  conversion: { title: { ru: 'Из них заказали', en: 'Of them ordered' }, kind: 'percent' },
} as const;

const nowhere: Record<Language, string> = { ru: 'Неизвестно', en: 'Unknown' };

/** Where orders and clients come from, and what comes of it. */
export default report({
  name: 'sources',
  title: { ru: 'Источники', en: 'Sources' },
  about: {
    ru: 'Откуда приходят клиенты и заказы и сколько они приносят (суммы без отменённых).',
    en: 'Where clients and orders come from and what they bring (sums without cancelled ones).',
  },
  time: 'period',
  columns,
  chart: { kind: 'bars', along: 'source', values: ['sum'] },
  async read(asked): Promise<Answer<keyof typeof columns>> {
    const span: [number, number] = [asked.period.from, asked.period.until];
    const placed = await countOrders(asked, span);
    const came = await countClients(asked, span);
    const titles = new Map((await asked.db.select().from(sources)).map(({ code, title }) => [code, title]));
    const t = textsIn(asked.language);
    const known = [...new Set([...placed.keys(), ...came.keys()])];
    const rows = known.map((source) => {
      const { all = 0, kept = 0, sum = 0 } = placed.get(source) ?? {};
      const { clients = 0, ordered = 0 } = came.get(source) ?? {};
      const theirs = opensOrders({ placed: span, source, kept: true });
      const cancelled = opensOrders({ placed: span, source, outcome: 'lost' });
      const people = { list: 'clients', filter: { created: span, source } } as const;
      return {
        source: { value: source === null ? nowhere[asked.language] : begunLarge(sourceWords(t, source, titles.get(source))) },
        orders: { value: kept, opens: theirs },
        sum: { value: sum, opens: theirs },
        average: { value: kept === 0 ? null : Math.round(sum / kept), opens: theirs },
        lost: { value: all === 0 ? null : (all - kept) / all, opens: cancelled },
        clients: { value: clients, opens: people },
        conversion: {
          value: clients === 0 ? null : ordered / clients,
          opens: { list: 'clients', filter: { ...people.filter, ordersFrom: 1 } } as const,
        },
      };
    });
    return { figures: [], rows: rows.toSorted((a, b) => b.sum.value - a.sum.value || b.clients.value - a.clients.value) };
  },
});

const begunLarge = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

type Span = [number, number];

async function countOrders({ db }: Asked, span: Span) {
  const rows = await db
    .select({ source: orders.source, all: count(), kept: countIf(isKept), sum: sumIf(orders.total, isKept) })
    .from(orders)
    .where(within(orders.createdAt, span))
    .groupBy(orders.source);
  return new Map(rows.map((row) => [row.source, row]));
}

async function countClients({ db }: Asked, span: Span) {
  const rows = await db
    .select({ source: clients.source, clients: count(), ordered: countIf(gt(clients.ordersCount, 0)) })
    .from(clients)
    .where(and(within(clients.createdAt, span), isNull(clients.mergedInto)))
    .groupBy(clients.source);
  return new Map(rows.map((row) => [row.source, row]));
}
