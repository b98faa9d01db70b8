import { and, desc, eq, sql } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Order } from './load-order.ts';

const newestOf = statement('client_orders', (db: Reader) =>
  db
    .select({ order: orders, stage: stages })
    .from(orders)
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .where(eq(orders.clientId, sql.placeholder('clientId')))
    .orderBy(desc(orders.id))
    .limit(sql.placeholder('limit')),
);

export type ClientOrder = Awaited<ReturnType<typeof newestOf>>[number];

/** A client's orders with their stages, newest first: all that are under way among the last ones, and a few that are over. */
export async function findClientOrders(
  db: Reader,
  clientId: number,
  closedToo = 3,
): Promise<{ open: ClientOrder[]; closed: ClientOrder[] }> {
  const found = await newestOf(db, { clientId, limit: 30 });
  const open = found.filter(({ order }) => order.outcome === 'open');
  return { open, closed: found.filter(({ order }) => order.outcome !== 'open').slice(0, closedToo) };
}

const openOf = statement('client_open_order', (db: Reader) =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.clientId, sql.placeholder('clientId')), eq(orders.outcome, 'open')))
    .orderBy(desc(orders.id))
    .limit(1),
);

/** The latest order of a client that is under way: what they most likely speak of. */
export async function findOpenOrderOf(db: Reader, clientId: number | null): Promise<Order | undefined> {
  return clientId === null ? undefined : (await openOf(db, { clientId }))[0];
}
