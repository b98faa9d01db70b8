import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { drafts } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { plain } from '../../notifications/message.ts';
import { lastLines } from '../messages/find-conversations.ts';

/** Somebody who asks and has not ordered yet. */
export interface Request {
  clientId: number;
  name: string | null;
  status: (typeof clients.$inferSelect)['status'];
  responsibleId: number | null;
  /** Since when they wait for an answer. */
  waitingSince: Instant | null;
  /** What was said last, by either side. */
  lastText: string | null;
}

export interface Requests {
  count: number;
  requests: Request[];
}

const shown = 30;

/** What is not an order yet but may become one: clients in talks who never ordered; who waits for an answer first, then the newest. */
export async function findRequests(db: Reader, { responsibleId }: { responsibleId?: number | undefined } = {}): Promise<Requests> {
  const where = and(
    inArray(clients.status, ['interested', 'negotiation']),
    eq(clients.ordersCount, 0),
    isNull(clients.mergedInto),
    responsibleOf(responsibleId),
  );
  const rows = await db
    .select()
    .from(clients)
    .where(where)
    .orderBy(sql`${clients.waitingSince} is null`, clients.waitingSince, desc(clients.createdAt), desc(clients.id))
    .limit(shown);
  const ids = rows.map(({ id }) => id);
  const lines = ids.length === 0 ? new Map<number, { text: string }>() : await lastLines(db, ids);
  const requests = rows.map(({ id, name, status, responsibleId: whose, waitingSince }) => ({
    ...{ clientId: id, name, status, responsibleId: whose, waitingSince },
    lastText: textOf(lines.get(id)?.text),
  }));
  return { count: await db.$count(clients, where), requests };
}

const textOf = (text: string | undefined): string | null => (text === undefined ? null : plain(text).slice(0, 160));

/** 0 is nobody's. */
function responsibleOf(id: number | undefined): SQL | undefined {
  if (id === undefined) return undefined;
  return id === 0 ? isNull(clients.responsibleId) : eq(clients.responsibleId, id);
}

export type OpenDraft = Pick<typeof drafts.$inferSelect, 'id' | 'clientId' | 'author' | 'phone' | 'text' | 'createdAt'>;

/** What colleagues have forwarded and nobody has made an order of, the newest first. */
export const findOpenDrafts = (db: Reader): Promise<OpenDraft[]> =>
  db
    .select({
      id: drafts.id,
      clientId: drafts.clientId,
      author: drafts.author,
      phone: drafts.phone,
      text: drafts.text,
      createdAt: drafts.createdAt,
    })
    .from(drafts)
    .where(isNull(drafts.closedAt))
    .orderBy(desc(drafts.id))
    .limit(shown);
