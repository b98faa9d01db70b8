import { clients, identities } from '../../db/schema/people.ts';
import type { Tx } from '../../db/store.ts';
import { searchable } from '../clients/search.ts';
import type { Shop } from '../shop.ts';
import { inPieces } from './pieces.ts';
import type { Plan, PlannedClient, PlannedOrder } from './plan.ts';

/** The numbers that clients and their web addresses got. */
export interface Known {
  clientIds: ReadonlyMap<PlannedClient, number>;
  identityIds: ReadonlyMap<PlannedClient, number>;
}

/** Writes the clients with their counters and, for those who write, an address on the web: history must never ring a stranger's phone. */
export async function writeClients(tx: Tx, plan: Plan, shop: Shop): Promise<Known> {
  const ordersOf = Map.groupBy(plan.orders, ({ client }) => client);
  const rows = plan.clients.map((client) => rowOf(client, ordersOf.get(client) ?? [], shop));
  const written = await inPieces(rows, (piece) => tx.insert(clients).values(piece).returning({ id: clients.id, name: clients.name }));
  const byName = new Map(written.map(({ id, name }) => [name, id]));
  const clientIds = new Map(plan.clients.map((client) => [client, byName.get(client.name) ?? 0]));

  const writers = plan.clients.filter(({ writes }) => writes);
  const addresses = writers.map((client) => ({
    ...{ channel: 'web', address: `demo-guest-${clientIds.get(client)}`, clientId: clientIds.get(client) ?? 0 },
    ...{ name: client.name, createdAt: client.createdAt, lastHeardAt: ordersOf.get(client)?.at(-1)?.placedAt ?? client.createdAt },
  }));
  const bound = await inPieces(addresses, (piece) =>
    tx.insert(identities).values(piece).returning({ id: identities.id, clientId: identities.clientId }),
  );
  const byClient = new Map(bound.map(({ id, clientId }) => [clientId, id]));
  return { clientIds, identityIds: new Map(writers.map((client) => [client, byClient.get(clientIds.get(client) ?? 0) ?? 0])) };
}

function rowOf({ name, phone, source, createdAt, birthday }: PlannedClient, orders: readonly PlannedOrder[], { language }: Shop) {
  const kept = orders.filter(({ course }) => course.steps.at(-1)?.way !== 'lost');
  return {
    ...{ name, phone, phoneConfirmedAt: createdAt, source, createdAt, birthday, language },
    status: orders.length > 0 ? ('customer' as const) : ('interested' as const),
    search: searchable(name, phone),
    consents: orders.length > 0 ? { data: createdAt } : {},
    ordersCount: kept.length,
    ordersSum: kept.reduce((sum, { total }) => sum + total, 0),
    lastOrderAt: orders.at(-1)?.placedAt ?? null,
  };
}
