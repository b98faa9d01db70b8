import { and, desc, gt, lt, type SQL, sql } from 'drizzle-orm';
import { dialect, integer, table, text } from './kit.ts';
import { clients } from './schema/people.ts';
import type { Reader, Tx } from './store.ts';

/**
 * Words that people wrote, to be found by any piece: of messages under their own numbers, of orders under negative ones. On SQLite an FTS5 table
 * of trigrams, on PostgreSQL a table with a trigram index; made by the migration `search-index`. Triggers forget a text that is changed or
 * removed, so that what was hidden or erased cannot be found.
 */
export const searchIndex = table('search_index', {
  rowid: integer().notNull(),
  /** As `folded` gives it. */
  text: text().notNull(),
});

export interface Indexed {
  rowid: number;
  text: string;
}

/** How texts and questions meet: composed (й as one sign), lower case, ё as е. */
export const folded = (words: string): string => words.normalize('NFC').toLowerCase().replaceAll('ё', 'е');

/** Adds texts that are not there yet. */
export async function addToIndex(tx: Tx, rows: readonly Indexed[]): Promise<void> {
  if (rows.length === 0) return;
  const adding = tx.insert(searchIndex).values(rows.map(({ rowid, text }) => ({ rowid, text: folded(text) })));
  // Several processes may feed one index on PostgreSQL; a virtual table of SQLite knows no upsert, and there is one writer.
  await (dialect === 'postgres' ? adding.onConflictDoNothing() : adding);
}

/** Numbers of messages (or orders) in which every word stands, the newest first. Words of less than three letters are not looked for. */
export async function findInIndex(db: Reader, kind: 'messages' | 'orders', words: readonly string[], limit: number): Promise<number[]> {
  const pieces = words.map(folded).filter(isLongEnough);
  if (pieces.length === 0) return [];
  const ofKind = kind === 'messages' ? gt(searchIndex.rowid, 0) : lt(searchIndex.rowid, 0);
  const found = await db
    .select({ rowid: searchIndex.rowid })
    .from(searchIndex)
    .where(
      and(
        ...(dialect === 'sqlite' ? [sql`${searchIndex} match ${question(pieces)}`] : []),
        ...pieces.map((piece) => contains(sql`${searchIndex.text}`, piece)),
        ofKind,
      ),
    )
    .orderBy(kind === 'messages' ? desc(searchIndex.rowid) : searchIndex.rowid)
    .limit(limit);
  return found.map(({ rowid }) => Math.abs(rowid));
}

/** How far the index has come: everything up to these numbers is in it, if it is to be found at all. */
export async function indexedUpTo(db: Reader): Promise<{ messages: number; orders: number }> {
  const [last] = await db.select({ rowid: searchIndex.rowid }).from(searchIndex).orderBy(desc(searchIndex.rowid)).limit(1);
  const [first] = await db.select({ rowid: searchIndex.rowid }).from(searchIndex).orderBy(searchIndex.rowid).limit(1);
  return { messages: Math.max(0, last?.rowid ?? 0), orders: Math.max(0, -(first?.rowid ?? 0)) };
}

/**
 * The cards of clients in which every piece stands; of what stands nearly everywhere the newest cards only, and if no piece has three letters,
 * too. On SQLite `client_index`, which triggers keep in step with `clients.search`, names the candidates.
 */
export function isClientWith(words: readonly string[]): SQL | undefined {
  const pieces = words.map(folded);
  const known = pieces.filter(isLongEnough);
  const fits = pieces.map((piece) => contains(sql`${clients.search}`, piece));
  if (known.length === 0) return and(sql`${clients.id} > (select max(newest.id) from clients as newest) - ${mostCards}`, ...fits);
  if (dialect === 'postgres') return isAmongFound(pieces);
  const candidates = sql`select rowid from client_index where client_index match ${question(known)} order by rowid desc limit ${mostCards}`;
  return and(sql`${clients.id} in (${candidates})`, ...fits);
}

/** Nobody searches for what thousands have. */
const mostCards = 10_000;

/** As an array, which is found first: else PostgreSQL goes through all cards in the order that is wanted, for it cannot guess how few will fit. */
const isAmongFound = (pieces: readonly string[]): SQL => {
  const fits = and(...pieces.map((piece) => contains(sql`found.search`, piece)));
  return sql`${clients.id} = any(array(select found.id from clients as found where ${fits} order by found.id desc limit ${mostCards}))`;
};

/** A piece of text anywhere in a column, taken literally. */
export const contains = (column: SQL, piece: string): SQL => sql`${column} like ${`%${piece.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;

const shortest = 3;
const isLongEnough = (word: string): boolean => [...word].length >= shortest;
/** Enough trigrams to leave few candidates; the words themselves are compared afterwards. */
const mostTrigrams = 5;

/** Each word by trigrams that follow one another: the index keeps no places (it is half as large), hence the comparison. */
function question(pieces: readonly string[]): string {
  const trigrams = pieces.flatMap((piece) => {
    const letters = [...piece];
    const starts = [...Array(Math.ceil(letters.length / shortest)).keys()].map((at) => Math.min(at * shortest, letters.length - shortest));
    return starts.slice(0, mostTrigrams).map((at) => letters.slice(at, at + shortest).join(''));
  });
  return [...new Set(trigrams)].map((each) => `"${each.replaceAll('"', '""')}"`).join(' AND ');
}
