import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { EventType } from '../events.ts';

const asked: EventType = 'client.asked';
const ends: EventType[] = ['client.answered', 'client.chat-closed'];

/** More questions in a row than these nobody asks. */
const mostQuestions = 50;

/** Since when the client waits for a colleague's words: their first question since the last answer; undefined when nothing is open. */
export async function waitedSince(db: Reader, clientId: number): Promise<Instant | undefined> {
  const latest = await db
    .select({ type: events.type, at: events.at })
    .from(events)
    .where(and(eq(events.clientId, clientId), inArray(events.type, [asked, ...ends])))
    .orderBy(desc(events.id))
    .limit(mostQuestions);
  const end = latest.findIndex(({ type }) => type !== asked);
  return (end < 0 ? latest : latest.slice(0, end)).at(-1)?.at;
}
