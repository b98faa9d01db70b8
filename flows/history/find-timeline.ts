import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, notInArray, or } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import { attachments, messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { plain } from '../../notifications/message.ts';
import type { EventRow, EventType } from '../events.ts';

/** A line of the chat as colleagues read it. */
export interface Line {
  id: number;
  direction: 'in' | 'out';
  channel: string;
  text: string;
  state: (typeof messages.$inferSelect)['state'];
  reason: string | null;
  orderId: number | null;
  /** The colleague who wrote it; what the shop says by itself has none. */
  staffId: number | null;
  at: number;
  /** When the words were changed after they had been sent. */
  correctedAt: number | null;
  files: FileShown[];
}

export interface FileShown {
  id: number;
  kind: (typeof attachments.$inferSelect)['kind'];
  name: string | null;
  /** Not fetched yet, or why it never will be. */
  file: string | null;
  failure: string | null;
}

export type Moment = { what: 'message'; at: number; message: Line } | { what: 'event'; at: number; event: EventRow };

/** From where an older page goes on: below these numbers. */
export interface Cursor {
  messages: number;
  events: number;
}

export interface Page {
  /** The newest first. */
  moments: Moment[];
  older: Cursor | undefined;
}

/** What the lines of the chat say themselves, and looks at a card, which are the journal's. */
const untold: EventType[] = ['client.asked', 'client.answered', 'message.failed', 'client.viewed', 'order.viewed'];

interface FindTimeline {
  clientId: number;
  /** Of what was done only what concerns this order. */
  orderId?: number;
  before?: Cursor;
  limit?: number;
}

/** All that was said and done about a client, on all channels, in one order of time. */
export async function findTimeline(db: Reader, { clientId, orderId, before, limit = 40 }: FindTimeline): Promise<Page> {
  const lines = await findThread(db, { clientId, limit: limit + 1, ...(before && { before: before.messages }) });
  const happened = await db
    .select()
    .from(events)
    .where(
      and(
        orderId === undefined ? eq(events.clientId, clientId) : eq(events.orderId, orderId),
        notInArray(events.type, untold),
        before && lt(events.id, before.events),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit + 1);
  const page = braided(lines, happened, limit);
  const took = {
    messages: lines.filter((line) => page.some((each) => each.what === 'message' && each.message.id === line.id)),
    events: happened.filter((event) => page.some((each) => each.what === 'event' && each.event.id === event.id)),
  };
  const isLast = took.messages.length === lines.length && took.events.length === happened.length;
  const older = {
    messages: took.messages.at(-1)?.id ?? before?.messages ?? Number.MAX_SAFE_INTEGER,
    events: took.events.at(-1)?.id ?? before?.events ?? Number.MAX_SAFE_INTEGER,
  };
  return { moments: page.toSorted((a, b) => b.at - a.at), older: isLast ? undefined : older };
}

/** Each list from its beginning, the later head first, so that the next page goes on below what was taken. */
function braided(lines: Line[], happened: EventRow[], limit: number): Moment[] {
  const moments: Moment[] = [];
  for (let message = 0, event = 0; moments.length < limit; ) {
    const line = lines[message];
    const next = happened[event];
    if (line && (!next || line.at >= next.at)) moments.push({ what: 'message', at: lines[message++]?.at ?? 0, message: line });
    else if (next) moments.push({ what: 'event', at: happened[event++]?.at ?? 0, event: next });
    else break;
  }
  return moments;
}

/** What colleagues have noted about a client for each other since then, the oldest first. */
export const findNotes = (db: Reader, { clientId, since }: { clientId: number; since: Instant }): Promise<EventRow[]> =>
  db
    .select()
    .from(events)
    .where(and(eq(events.clientId, clientId), inArray(events.type, ['client.noted', 'order.noted']), gte(events.at, since)))
    .orderBy(asc(events.id))
    .limit(mostNotes);

const mostNotes = 100;

/** The lines of a client's chats, the newest first. What colleagues were told about the client is not among them. */
export async function findThread(
  db: Reader,
  { clientId, before, limit }: { clientId: number; before?: number; limit: number },
): Promise<Line[]> {
  const rows = await db
    .select({
      id: messages.id,
      direction: messages.direction,
      channel: messages.channel,
      text: messages.text,
      state: messages.state,
      reason: messages.reason,
      orderId: messages.orderId,
      staffId: messages.staffId,
      at: messages.at,
      correctedAt: messages.correctedAt,
    })
    .from(messages)
    .innerJoin(identities, and(eq(identities.id, messages.identityId), or(eq(identities.clientId, clientId), ofSomeClient)))
    .where(and(eq(messages.clientId, clientId), before === undefined ? undefined : lt(messages.id, before)))
    .orderBy(desc(messages.id))
    .limit(limit);
  const files = await filesOf(
    db,
    clientId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, text: plain(row.text), files: files.get(row.id) ?? [] }));
}

/** An SMS to the number that an order names is in its client's thread, whoever reads there. */
const ofSomeClient = and(isNotNull(identities.clientId), isNull(identities.staffId));

async function filesOf(db: Reader, clientId: number, messageIds: number[]): Promise<Map<number, FileShown[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: attachments.id,
      kind: attachments.kind,
      name: attachments.name,
      file: attachments.file,
      failure: attachments.failure,
      messageId: attachments.messageId,
    })
    .from(attachments)
    .where(and(eq(attachments.clientId, clientId), inArray(attachments.messageId, messageIds)));
  return Map.groupBy(rows, ({ messageId }) => messageId ?? 0);
}
