import { and, asc, eq, gt, isNotNull, lte, max, notExists, notLike, or, sql } from 'drizzle-orm';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { messages } from '../../db/schema/talk.ts';
import { addToIndex, indexedUpTo, searchIndex } from '../../db/search.ts';
import type { Reader, Store, Tx } from '../../db/store.ts';

/** Numbers looked at in one transaction: a few milliseconds. */
const bite = 500;
/** Looked at again each time: another process may have committed a lower number later. */
const overlap = 200;

/** Feeds the search with what was written since, in small bites off the way of a message. Answers whether there may be more. */
export async function feedIndex(store: Store): Promise<boolean> {
  const upTo = await indexedUpTo(store.read);
  const newest = { messages: await lastMessage(store.read), orders: await lastOrder(store.read) };
  if (newest.messages <= upTo.messages && newest.orders <= upTo.orders) return false;
  const until = { messages: Math.min(newest.messages, upTo.messages + bite), orders: Math.min(newest.orders, upTo.orders + bite) };
  await store.tx(async (tx) => {
    await addToIndex(tx, await writtenBetween(tx, upTo.messages - overlap, until.messages));
    await addToIndex(tx, await orderedBetween(tx, upTo.orders - overlap, until.orders));
    await markEnd(tx, until);
  });
  return until.messages < newest.messages || until.orders < newest.orders;
}

async function lastMessage(db: Reader): Promise<number> {
  const [row] = await db.select({ id: max(messages.id) }).from(messages);
  return row?.id ?? 0;
}

async function lastOrder(db: Reader): Promise<number> {
  const [row] = await db.select({ id: max(orders.id) }).from(orders);
  return row?.id ?? 0;
}

const isIndexed = (db: Reader, rowid: ReturnType<typeof sql>) =>
  db.select({ one: sql`1` }).from(searchIndex).where(sql`${searchIndex.rowid} = ${rowid}`);

/** What people wrote in clients' threads: no presses, no commands, nothing that the shop says to everybody. */
export const writtenByPeople = and(
  isNotNull(messages.clientId),
  or(isNotNull(messages.staffId), and(eq(messages.direction, 'in'), notLike(messages.text, '▸%'), notLike(messages.text, '/%'))),
);

const writtenBetween = (tx: Tx, after: number, until: number) =>
  tx
    .select({ rowid: messages.id, text: messages.text })
    .from(messages)
    .where(and(gt(messages.id, after), lte(messages.id, until), writtenByPeople, notExists(isIndexed(tx, sql`${messages.id}`))))
    .orderBy(asc(messages.id));

/** What an order may be looked for by besides its client: who receives it and where, wishes and inscriptions. */
async function orderedBetween(tx: Tx, after: number, until: number) {
  const found = await tx
    .select(words)
    .from(orders)
    .where(and(gt(orders.id, after), lte(orders.id, until), notExists(isIndexed(tx, sql`-${orders.id}`))))
    .orderBy(asc(orders.id));
  return Promise.all(found.map((order) => textOf(tx, order)));
}

const words = {
  id: orders.id,
  contactName: orders.contactName,
  contactPhone: orders.contactPhone,
  contactNote: orders.contactNote,
  address: orders.address,
  wishes: orders.wishes,
};

async function textOf(
  tx: Tx,
  { id, contactName, contactPhone, contactNote, address, wishes }: Pick<typeof orders.$inferSelect, keyof typeof words>,
) {
  const items = await tx.select({ inscription: orderItems.inscription }).from(orderItems).where(eq(orderItems.orderId, id));
  const parts = [contactName, contactPhone, contactNote, address, wishes, ...items.map(({ inscription }) => inscription)];
  return { rowid: -id, text: parts.filter(Boolean).join('\n') };
}

/** Puts the words of an order that were changed in the place of the old ones; a new order is fed with the others. */
export async function indexOrder(tx: Tx, orderId: number): Promise<void> {
  const { orders: upTo } = await indexedUpTo(tx);
  if (orderId > upTo) return;
  await tx.delete(searchIndex).where(eq(searchIndex.rowid, -orderId));
  const [order] = await tx.select(words).from(orders).where(eq(orders.id, orderId));
  if (order) await addToIndex(tx, [await textOf(tx, order)]);
}

/** Puts the words of a message that was corrected in the place of the old ones; one that is not there yet is fed with the others. */
export async function indexLine(tx: Tx, id: number, text: string): Promise<void> {
  const there = eq(searchIndex.rowid, id);
  const [found] = await tx.select({ rowid: searchIndex.rowid }).from(searchIndex).where(there);
  if (!found) return;
  await tx.delete(searchIndex).where(there);
  await addToIndex(tx, [{ rowid: id, text }]);
}

/** The last row tells how far the index has come, so one is needed there even when nothing of it is to be found. */
async function markEnd(tx: Tx, until: { messages: number; orders: number }): Promise<void> {
  const upTo = await indexedUpTo(tx);
  const ends = [
    ...(until.messages > upTo.messages ? [{ rowid: until.messages, text: '' }] : []),
    ...(until.orders > upTo.orders ? [{ rowid: -until.orders, text: '' }] : []),
  ];
  await addToIndex(tx, ends);
}
