import { desc, isNotNull, isNull, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import type { Minor } from '../../db/schema/words.ts';
import { sources } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';

/** A source and what came of it. Lost orders are counted apart and bring no sum. */
export interface CountedSource {
  code: string;
  /** Of those that somebody named; others came by an address of their own, as an advertisement's. */
  named: { id: number; title: string } | undefined;
  clients: number;
  orders: number;
  lost: number;
  sum: Minor;
}

/** The sources in use, the newest first, then those that nobody named, with their clients, orders and sums. */
export async function findSources(db: Reader): Promise<CountedSource[]> {
  const rows = await db.select().from(sources).orderBy(desc(sources.id));
  const people = new Map((await countClients(db)).map(({ source, count }) => [source ?? '', count]));
  const work = new Map((await countOrders(db)).map((row) => [row.source ?? '', row]));
  const counted = (code: string, named: CountedSource['named']): CountedSource => {
    const { kept = 0, lost = 0, sum = 0 } = work.get(code) ?? {};
    return { code, named, clients: people.get(code) ?? 0, orders: kept, lost, sum };
  };
  const unnamed = [...new Set([...people.keys(), ...work.keys()])].filter((code) => !rows.some((row) => row.code === code));
  return [
    ...rows.filter(({ removedAt }) => removedAt === null).map(({ id, code, title }) => counted(code, { id, title })),
    ...unnamed.map((code) => counted(code, undefined)).toSorted((a, b) => b.sum - a.sum),
  ];
}

const countClients = (db: Reader) =>
  db
    .select({ source: clients.source, count: sql<number>`count(*)`.mapWith(Number) })
    .from(clients)
    .where(sql`${isNull(clients.mergedInto)} and ${isNotNull(clients.source)}`)
    .groupBy(clients.source);

const countOrders = (db: Reader) =>
  db
    .select({
      source: orders.source,
      kept: sql<number>`sum(case when ${orders.outcome} <> 'lost' then 1 else 0 end)`.mapWith(Number),
      lost: sql<number>`sum(case when ${orders.outcome} = 'lost' then 1 else 0 end)`.mapWith(Number),
      sum: sql<number>`sum(case when ${orders.outcome} <> 'lost' then ${orders.total} else 0 end)`.mapWith(Number),
    })
    .from(orders)
    .where(isNotNull(orders.source))
    .groupBy(orders.source);
