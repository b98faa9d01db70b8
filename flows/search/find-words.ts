import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { findInIndex, folded, indexedUpTo } from '../../db/search.ts';
import type { Reader } from '../../db/store.ts';
import { plain } from '../../notifications/message.ts';
import { writtenByPeople } from './feed-index.ts';

/** Something that was said in a client's chat. */
export interface FoundLine {
  messageId: number;
  clientId: number;
  clientName: string | null;
  /** The words around what was looked for. */
  text: string;
  at: Instant;
}

/** What came since the last bite is looked through as it is; more than this waits for the index. */
const mostFresh = 500;

/** Lines of clients' chats in which every word stands, the newest first. */
export async function findLines(db: Reader, words: readonly string[], limit: number): Promise<FoundLine[]> {
  if (words.every((word) => word.length < 3)) return [];
  const { messages: upTo } = await indexedUpTo(db);
  const fresh = await db
    .select({ id: messages.id, text: messages.text })
    .from(messages)
    .where(and(gt(messages.id, upTo), writtenByPeople))
    .orderBy(desc(messages.id))
    .limit(mostFresh);
  const ids = [...fresh.filter(({ text }) => has(text, words)).map(({ id }) => id), ...(await findInIndex(db, 'messages', words, limit))];
  if (ids.length === 0) return [];
  const found = await db
    .select({ messageId: messages.id, clientId: clients.id, clientName: clients.name, text: messages.text, at: messages.at })
    .from(messages)
    .innerJoin(clients, eq(clients.id, messages.clientId))
    .where(and(inArray(messages.id, ids.slice(0, limit)), isNull(clients.mergedInto)))
    .orderBy(desc(messages.id));
  return found.map((line) => ({ ...line, text: around(plain(line.text), words) }));
}

/** Orders whose own words (receiver, address, wishes, inscription) have them all, the newest first. */
export async function findOrderIds(db: Reader, words: readonly string[], limit = 20): Promise<number[]> {
  const { orders: upTo } = await indexedUpTo(db);
  const fresh = await db
    .select({ id: orders.id, ...ownWords })
    .from(orders)
    .where(gt(orders.id, upTo))
    .orderBy(desc(orders.id))
    .limit(mostFresh);
  const hit = fresh.filter(({ id: _, ...own }) => has(Object.values(own).join('\n'), words));
  return [...hit.map(({ id }) => id), ...(await findInIndex(db, 'orders', words, limit))].slice(0, limit);
}

const ownWords = {
  name: orders.contactName,
  phone: orders.contactPhone,
  note: orders.contactNote,
  address: orders.address,
  wishes: orders.wishes,
};

const has = (text: string, words: readonly string[]): boolean => words.every((word) => folded(text).includes(folded(word)));

const before = 30;
const longest = 90;

/** A long text is cut so that the first word stands in what is shown. */
function around(text: string, [first = '']: readonly string[]): string {
  const line = text.replace(/\s+/gu, ' ');
  const at = folded(line).indexOf(folded(first));
  const from = line.length > longest && at > before ? at - before : 0;
  const piece = line.slice(from, from + longest);
  return `${from > 0 ? '…' : ''}${piece}${from + longest < line.length ? '…' : ''}`;
}
