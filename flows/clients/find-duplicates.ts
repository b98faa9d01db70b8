import { and, desc, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { clients, distinctClients, identities, joins } from '../../db/schema/people.ts';
import { isClientWith } from '../../db/search.ts';
import type { Reader } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { phoneChannels } from './find-by-phone.ts';
import { findClient } from './load-client.ts';
import { phoneVariants } from './phone-variants.ts';

export interface Duplicate {
  client: Client;
  /** `said`: the same number, but on one of the cards somebody only said it. */
  why: 'phone' | 'said' | 'name-and-phone' | 'link';
}

/** So many last digits tell people of one name apart. */
const tellingDigits = 7;
const most = 5;

/** Cards that may be the same person: the same number on a card or as an address, or the same name with the same last digits. Only suggestions. */
export async function findDuplicates(db: Reader, client: Client): Promise<Duplicate[]> {
  const { id, phone } = client;
  const addresses = await db
    .select({ address: identities.address })
    .from(identities)
    .where(and(eq(identities.clientId, id), inArray(identities.channel, phoneChannels)));
  const phones = [...new Set([...(phone === null ? [] : [phone]), ...addresses.map(({ address }) => address)].flatMap(phoneVariants))];
  const others = await Promise.all([sameLink(db, id), samePhone(db, id, phones), sameAddress(db, id, phones), alike(db, client, phones)]);
  const [byLink, byPhone, byAddress, byName] = others;
  const told = await toldApart(db, id);
  const isSaid = ({ phoneConfirmedAt }: Client) => phoneConfirmedAt === null || client.phoneConfirmedAt === null;
  const byNumber = [...byPhone, ...byAddress].map((each): Duplicate => ({ client: each, why: isSaid(each) ? 'said' : 'phone' }));
  const found = [...byLink, ...byNumber, ...byName];
  const first = found.filter((each, at) => found.findIndex((other) => other.client.id === each.client.id) === at);
  return first.filter((each) => !told.has(each.client.id)).slice(0, most);
}

/** One has opened the other's link, and each had a history of their own. */
async function sameLink(db: Reader, id: number): Promise<Duplicate[]> {
  const rows = await db
    .select({ clientId: joins.clientId, metId: joins.metId })
    .from(joins)
    .where(and(isNotNull(joins.metId), or(eq(joins.clientId, id), eq(joins.metId, id))))
    .orderBy(desc(joins.id))
    .limit(most);
  const others = await Promise.all(rows.map(({ clientId, metId }) => findClient(db, clientId === id ? (metId ?? 0) : clientId)));
  return others.flatMap((client) => (client && client.id !== id ? [{ client, why: 'link' as const }] : []));
}

const samePhone = (db: Reader, id: number, phones: string[]): Promise<Client[]> =>
  db
    .select()
    .from(clients)
    .where(and(inArray(clients.phone, phones), ne(clients.id, id), isNull(clients.mergedInto)))
    .orderBy(desc(clients.id))
    .limit(most);

async function sameAddress(db: Reader, id: number, phones: string[]): Promise<Client[]> {
  const rows = await db
    .select({ client: clients })
    .from(identities)
    .innerJoin(clients, eq(clients.id, identities.clientId))
    .where(
      and(inArray(identities.channel, phoneChannels), inArray(identities.address, phones), ne(clients.id, id), isNull(clients.mergedInto)),
    )
    .limit(most);
  return rows.map(({ client }) => client);
}

/** The same name with a number that ends the same: typed with another code, or with a slip at its beginning. */
async function alike(db: Reader, { id, name }: Client, phones: string[]): Promise<Duplicate[]> {
  if (name === null || phones.length === 0) return [];
  const ends = [...new Set(phones.map((phone) => phone.slice(-tellingDigits)))];
  const rows = await db
    .select()
    .from(clients)
    .where(and(or(...ends.map((end) => isClientWith([name, end]))), ne(clients.id, id), isNull(clients.mergedInto)))
    .limit(most);
  return rows.map((client) => ({ client, why: 'name-and-phone' }));
}

async function toldApart(db: Reader, id: number): Promise<Set<number>> {
  const pairs = await db
    .select()
    .from(distinctClients)
    .where(or(eq(distinctClients.lowId, id), eq(distinctClients.highId, id)));
  return new Set(pairs.map(({ lowId, highId }) => (lowId === id ? highId : lowId)));
}
