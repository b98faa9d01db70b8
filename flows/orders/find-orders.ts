import { and, asc, count, desc, eq, inArray, isNull, or, sql, sum } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import type { Reader } from '../../db/store.ts';
import type { Client, Staff } from '../dialogs/dialog.ts';
import { columnOfPart, parts, rolesOfPart } from '../staff/parts.ts';
import { may } from '../staff/rights.ts';
import { findOrder, type Order } from './load-order.ts';
import type { Stage } from './pipeline.ts';
import { takeable } from './take-order.ts';

/** What a search found: orders to open, and clients who have none. */
export interface Found {
  orders: Order[];
  clients: Client[];
}

const most = 8;

/**
 * Searches by any piece: an order's number, some digits of a phone, words of a name in any order; of the client or of who receives the order.
 * Open orders first, then the newest.
 */
export async function findAnything(db: Reader, query: string): Promise<Found> {
  const text = query.trim();
  const number = /^(?:№|#|no\.?)?\s*(\d{1,15})$/iu.exec(text)?.[1];
  const byNumber = number === undefined ? undefined : await findOrder(db, Number(number));
  const phone = /\p{L}/u.test(text) ? [] : phonePieces(text.replace(/\D/g, ''));
  const words = /\p{L}/u.test(text) ? text.split(/\s+/u).slice(0, mostWords) : [];
  const found = phone.length + words.length === 0 ? [] : await clientsLike(db, phone, words);
  const ids = found.map(({ id }) => id);
  const theirs = phone.length + words.length === 0 ? [] : await ordersLike(db, { ids, phone, words });
  const all = [...(byNumber ? [byNumber] : []), ...theirs.filter(({ id }) => id !== byNumber?.id)];
  return { orders: all.slice(0, most), clients: found.filter(({ id }) => !theirs.some(({ clientId }) => clientId === id)).slice(0, most) };
}

const mostWords = 5;

/** Numbers are kept with the country's code; at home people begin them with an 8 or a 0 instead. */
const phonePieces = (digits: string): string[] => {
  if (digits.length < 3) return [];
  return digits.length >= 9 && /^[08]/.test(digits) ? [digits, digits.slice(1)] : [digits];
};

const contains = (column: typeof clients.search | typeof orders.contactName | typeof orders.contactPhone, piece: string) =>
  sql`${column} like ${`%${piece.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;

const folded = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');

/** One of the numbers, or all of the words. */
const clientsLike = (db: Reader, phone: string[], words: string[]): Promise<Client[]> =>
  db
    .select()
    .from(clients)
    .where(
      and(
        isNull(clients.mergedInto),
        phone.length > 0
          ? or(...phone.map((piece) => contains(clients.search, piece)))
          : and(...words.map((word) => contains(clients.search, folded(word)))),
      ),
    )
    .orderBy(desc(sql`coalesce(${clients.lastOrderAt}, 0)`), desc(clients.id))
    .limit(most);

/** Orders of those clients, and those that somebody else of that name or number receives. */
const ordersLike = (db: Reader, { ids, phone, words }: { ids: number[]; phone: string[]; words: string[] }): Promise<Order[]> => {
  const received =
    phone.length > 0
      ? or(...phone.map((piece) => contains(orders.contactPhone, piece)))
      : and(...words.map((word) => or(...spellings(word).map((each) => contains(orders.contactName, each)))));
  return db
    .select()
    .from(orders)
    .where(ids.length === 0 ? received : or(inArray(orders.clientId, ids), received))
    .orderBy(asc(sql`case when ${orders.outcome} = 'open' then 0 else 1 end`), desc(orders.id))
    .limit(most);
};

/** A receiver's name is kept as it was typed, and SQLite folds the case of Latin letters only. */
const spellings = (word: string): string[] => {
  const small = word.toLowerCase();
  return [...new Set([word, small, `${small.slice(0, 1).toUpperCase()}${small.slice(1)}`])];
};

/** A colleague's own open orders, the most urgent first. */
export const findMine = (db: Reader, staffId: number): Promise<Order[]> =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.outcome, 'open'), or(...parts.map((part) => eq(orders[columnOfPart[part]], staffId)))))
    .orderBy(asc(sql`coalesce(${orders.dueAt}, 0)`), asc(orders.id))
    .limit(30);

/** Open orders that still wait for somebody like this colleague, the most urgent first. */
export async function findPool(db: Reader, staff: Staff): Promise<Order[]> {
  const fitting = parts.filter((part) => rolesOfPart[part].some((role) => staff.roles.includes(role)));
  const rows = await db
    .select({ order: orders, stage: stages })
    .from(orders)
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .where(and(eq(orders.outcome, 'open'), or(...fitting.map((part) => isNull(orders[columnOfPart[part]])))))
    .orderBy(asc(sql`coalesce(${orders.dueAt}, 0)`), asc(orders.id))
    .limit(200);
  return rows
    .filter((row) => isTakeable(staff, row))
    .map(({ order }) => order)
    .slice(0, 30);
}

const isTakeable = (staff: Staff, row: { order: Order; stage: Stage }): boolean =>
  may(staff, 'order.take', row) && takeable(staff, row).length > 0;

/** How many open orders stand on each stage, and what they are worth. */
export async function findStageSums(db: Reader): Promise<Map<number, { orders: number; sum: number }>> {
  const rows = await db
    .select({ stageId: orders.stageId, orders: count(), sum: sum(orders.total).mapWith(Number) })
    .from(orders)
    .where(eq(orders.outcome, 'open'))
    .groupBy(orders.stageId);
  return new Map(rows.map(({ stageId, ...sums }) => [stageId, { orders: sums.orders, sum: sums.sum ?? 0 }]));
}

/** The open orders of a stage, the most urgent first. */
export const findOnStage = (db: Reader, stageId: number, { offset, limit }: { offset: number; limit: number }): Promise<Order[]> =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.outcome, 'open'), eq(orders.stageId, stageId)))
    .orderBy(asc(sql`coalesce(${orders.dueAt}, 0)`), asc(orders.id))
    .limit(limit)
    .offset(offset);
