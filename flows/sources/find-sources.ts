import { desc, isNull, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import type { Minor } from '../../db/schema/words.ts';
import { sources } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { Source } from './make-source.ts';

/** A source and what came of it. Lost orders are counted apart and bring no sum. */
export interface CountedSource extends Source {
  clients: number;
  orders: number;
  lost: number;
  sum: Minor;
}

/** The sources in use, the newest first, with their clients, orders and sums. */
export async function findSources(db: Reader): Promise<CountedSource[]> {
  const all = await db.select().from(sources).where(isNull(sources.removedAt)).orderBy(desc(sources.id));
  const people = new Map((await countClients(db)).map(({ source, count }) => [source, count]));
  const work = new Map((await countOrders(db)).map((row) => [row.source, row]));
  return all.map((source) => {
    const { won = 0, lost = 0, sum = 0 } = work.get(source.code) ?? {};
    return { ...source, clients: people.get(source.code) ?? 0, orders: won, lost, sum };
  });
}

const countClients = (db: Reader) =>
  db
    .select({ source: clients.source, count: sql<number>`count(*)`.mapWith(Number) })
    .from(clients)
    .where(isNull(clients.mergedInto))
    .groupBy(clients.source);

const countOrders = (db: Reader) =>
  db
    .select({
      source: orders.source,
      won: sql<number>`sum(case when ${orders.outcome} <> 'lost' then 1 else 0 end)`.mapWith(Number),
      lost: sql<number>`sum(case when ${orders.outcome} = 'lost' then 1 else 0 end)`.mapWith(Number),
      sum: sql<number>`sum(case when ${orders.outcome} <> 'lost' then ${orders.total} else 0 end)`.mapWith(Number),
    })
    .from(orders)
    .groupBy(orders.source);
