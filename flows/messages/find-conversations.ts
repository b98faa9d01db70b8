import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, max, or, sql } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import { conversations, messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { plain } from '../../notifications/message.ts';
import { pageOf } from '../page-of.ts';

/** A client's conversation as the list of them shows it. */
export interface Conversation {
  clientId: number;
  name: string | null;
  responsibleId: number | null;
  /** Since when the client waits for a person; null when nobody has to answer. */
  waitingSince: Instant | null;
  /** A colleague has the floor. */
  withPerson: boolean;
  /** How much the client has asked since. */
  unread: number;
  lastText: string;
  /** The last words were changed after they had been sent. */
  isCorrected: boolean;
  lastAt: Instant;
  lastDirection: 'in' | 'out';
  channel: string;
}

export interface Conversations {
  list: Conversation[];
  /** For the next page of those that nobody has to answer. */
  older: number | undefined;
}

const mostWaiting = 200;
const pageSize = 40;

/** Conversations: whoever waits first, the longest wait at the top; then those in which a colleague has the floor; then the latest others. */
export async function findConversations(
  db: Reader,
  { only, before }: { only?: 'open' | undefined; before?: number | undefined } = {},
): Promise<Conversations> {
  const open = before === undefined ? await openOnes(db) : [];
  const { page: latest, last } = pageOf(only === 'open' ? [] : await latestIds(db, before), pageSize);
  const ids = [...new Set([...open, ...latest.map(({ clientId }) => clientId)])];
  return { list: await describe(db, ids), older: last?.messageId };
}

/** How many conversations are open: those that wait for an answer and those in which a colleague has the floor. */
export const countOpen = async (db: Reader): Promise<number> => new Set(await openOnes(db)).size;

async function openOnes(db: Reader): Promise<number[]> {
  const waiting = await db
    .select({ id: clients.id })
    .from(clients)
    .where(isNotNull(clients.waitingSince))
    .orderBy(asc(clients.waitingSince))
    .limit(mostWaiting);
  const talking = await db
    .selectDistinct({ id: identities.clientId })
    .from(conversations)
    .innerJoin(identities, eq(identities.id, conversations.identityId))
    .where(and(conversations.withPerson, isNotNull(identities.clientId), isNull(identities.closedAt)))
    .limit(mostWaiting);
  return [...waiting.map(({ id }) => id), ...talking.map(({ id }) => id ?? 0)];
}

/** Clients by their last line, walking the lines backwards; a line is a client's last when none comes after it. */
const latestIds = async (db: Reader, before: number | undefined) => {
  const later = sql`exists (select 1 from messages later where later.client_id = ${messages.clientId} and later.id > ${messages.id})`;
  const rows = await db
    .select({ messageId: messages.id, clientId: messages.clientId })
    .from(messages)
    .where(and(isNotNull(messages.clientId), before === undefined ? undefined : lt(messages.id, before), sql`not ${later}`))
    .orderBy(desc(messages.id))
    .limit(pageSize + 1);
  return rows.map(({ messageId, clientId }) => ({ messageId, clientId: clientId ?? 0 }));
};

async function describe(db: Reader, ids: number[]): Promise<Conversation[]> {
  if (ids.length === 0) return [];
  const people = await db
    .select({ id: clients.id, name: clients.name, responsibleId: clients.responsibleId, waitingSince: clients.waitingSince })
    .from(clients)
    .where(inArray(clients.id, ids));
  const lines = await lastLines(db, ids);
  const floor = await floors(db, ids);
  const unread = await unreadOf(db, people);
  const byId = new Map(people.map((client) => [client.id, client]));
  return ids.flatMap((id): Conversation[] => {
    const client = byId.get(id);
    const line = lines.get(id);
    if (!client || !line) return [];
    return [
      {
        ...{ clientId: id, name: client.name, responsibleId: client.responsibleId, waitingSince: client.waitingSince },
        ...{ withPerson: floor.has(id), unread: unread.get(id) ?? 0 },
        ...{
          lastText: plain(line.text).slice(0, 160),
          isCorrected: line.correctedAt !== null,
          lastAt: line.at,
          lastDirection: line.direction,
          channel: line.channel,
        },
      },
    ];
  });
}

/** The last line of each of these clients' chats. */
export async function lastLines(db: Reader, ids: number[]) {
  const last = db
    .select({ id: max(messages.id).as('last_id') })
    .from(messages)
    .innerJoin(identities, and(eq(identities.id, messages.identityId), eq(identities.clientId, messages.clientId)))
    .where(inArray(messages.clientId, ids))
    .groupBy(messages.clientId);
  const rows = await db
    .select({
      ...{ clientId: messages.clientId, text: messages.text, at: messages.at, correctedAt: messages.correctedAt },
      ...{ direction: messages.direction, channel: messages.channel },
    })
    .from(messages)
    .where(inArray(messages.id, last));
  return new Map(rows.map((row) => [row.clientId ?? 0, row]));
}

async function floors(db: Reader, ids: number[]): Promise<Set<number>> {
  const rows = await db
    .select({ id: identities.clientId })
    .from(identities)
    .innerJoin(conversations, eq(conversations.identityId, identities.id))
    .where(and(inArray(identities.clientId, ids), conversations.withPerson));
  return new Set(rows.map(({ id }) => id ?? 0));
}

/** What each asked since they wait. */
async function unreadOf(db: Reader, people: { id: number; waitingSince: number | null }[]): Promise<Map<number, number>> {
  const waiting = people.flatMap(({ id, waitingSince }) =>
    waitingSince === null ? [] : [and(eq(events.clientId, id), gte(events.at, waitingSince))],
  );
  if (waiting.length === 0) return new Map();
  const rows = await db
    .select({ id: events.clientId, count: count() })
    .from(events)
    .where(and(eq(events.type, 'client.asked'), or(...waiting)))
    .groupBy(events.clientId);
  return new Map(rows.map(({ id, count: asked }) => [id ?? 0, asked]));
}
