import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import { isClientWith } from '../../db/search.ts';
import type { Reader } from '../../db/store.ts';
import { keptPhone } from '../clients/phone-variants.ts';
import type { Client } from '../dialogs/dialog.ts';
import { findOrder, type Order } from '../orders/load-order.ts';
import { typedNumber } from '../orders/typed-number.ts';
import { type FoundLine, findLines, findOrderIds } from './find-words.ts';

/** What a search found: orders to open, clients who have none of these, and what was said in chats. */
export interface Found {
  orders: Order[];
  clients: Client[];
  /** The newest first, one of each client who is not found otherwise. */
  lines: FoundLine[];
}

const most = 8;
const mostWords = 5;

/**
 * Searches by any piece: an order's number, some digits of a phone, words of a name in any order, of the client or of who receives the order;
 * words of wishes, inscriptions, addresses and of the chat. Open orders first, then the newest.
 */
export async function findAnything(db: Reader, query: string): Promise<Found> {
  const text = query.trim();
  const number = typedNumber(text);
  const byNumber = number === undefined ? undefined : await findOrder(db, number);
  const phone = /\p{L}/u.test(text) ? [] : phonePieces(text.replace(/\D/g, ''));
  const words = /\p{L}/u.test(text) ? text.split(/\s+/u).slice(0, mostWords) : [];
  if (phone.length + words.length === 0) return { orders: byNumber ? [byNumber] : [], clients: [], lines: [] };

  const people = await clientsLike(db, phone, words);
  const ids = people.map(({ id }) => id);
  const written = await Promise.all((phone.length > 0 ? phone.map((piece) => [piece]) : [words]).map((each) => findOrderIds(db, each)));
  const theirs = await ordersOf(db, ids, written.flat());
  const all = [...(byNumber ? [byNumber] : []), ...theirs.filter(({ id }) => id !== byNumber?.id)];
  const shown = new Set([...ids, ...theirs.map(({ clientId }) => clientId)]);
  return {
    orders: all.slice(0, most),
    clients: people.filter(({ id }) => !theirs.some(({ clientId }) => clientId === id)).slice(0, most),
    lines: (await findLines(db, words, most * 2)).filter(isFirstOf(shown)).slice(0, most),
  };
}

/** Numbers are kept with the country's code and in the form of today; at home people begin them with an 8 or a 0 instead. */
const phonePieces = (digits: string): string[] => {
  if (digits.length < 3) return [];
  if (digits.length < 9) return [digits];
  return [...new Set([digits, keptPhone(`+${digits}`).slice(1), ...(/^[08]/.test(digits) ? [digits.slice(1)] : [])])];
};

/** One of the numbers, or all of the words. Numbers are sorted and not whole rows, for a common name has thousands. */
async function clientsLike(db: Reader, phone: string[], words: string[]): Promise<Client[]> {
  const found = await db
    .select({ id: clients.id })
    .from(clients)
    .where(and(isNull(clients.mergedInto), phone.length > 0 ? or(...phone.map((piece) => isClientWith([piece]))) : isClientWith(words)))
    .orderBy(desc(sql`coalesce(${clients.lastOrderAt}, 0)`), desc(clients.id))
    .limit(most);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await db.select().from(clients).where(inArray(clients.id, ids));
  return rows.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

/** Orders of those clients, and those whose own words were found. */
const ordersOf = async (db: Reader, clientIds: number[], orderIds: number[]): Promise<Order[]> => {
  if (clientIds.length + orderIds.length === 0) return [];
  const asked = [
    ...(clientIds.length > 0 ? [inArray(orders.clientId, clientIds)] : []),
    ...(orderIds.length > 0 ? [inArray(orders.id, orderIds)] : []),
  ];
  return db
    .select()
    .from(orders)
    .where(or(...asked))
    .orderBy(asc(sql`case when ${eq(orders.outcome, 'open')} then 0 else 1 end`), desc(orders.id))
    .limit(most);
};

/** Keeps the first line of each client, and none of those who are known already. */
const isFirstOf =
  (known: Set<number>) =>
  ({ clientId }: FoundLine): boolean => {
    if (known.has(clientId)) return false;
    known.add(clientId);
    return true;
  };
