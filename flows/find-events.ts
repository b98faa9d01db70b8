import { asc, gt } from 'drizzle-orm';
import type { Instant } from '../db/schema/words.ts';
import { events } from '../db/schema/work.ts';
import type { Reader } from '../db/store.ts';
import { seconds } from '../notifications/time.ts';
import type { EventRow } from './events.ts';

/** A number that is missing for so long was given to work that was rolled back, and never comes. */
const gapLastsMs = seconds(60);

/**
 * Events in the order of their numbers, for a reader who keeps the last one's as a mark and must miss none. PostgreSQL gives out numbers before
 * it commits, so what lies behind a fresh gap waits until the gap is filled or a minute old.
 */
export async function findEventsAfter(
  db: Reader,
  { after, limit, now }: { after: number; limit: number; now: Instant },
): Promise<{ events: EventRow[]; mark: number }> {
  const found = await db.select().from(events).where(gt(events.id, after)).orderBy(asc(events.id)).limit(limit);
  const gap = found.findIndex(({ id, at }, i) => id !== (found[i - 1]?.id ?? after) + 1 && at > now - gapLastsMs);
  const sure = gap === -1 ? found : found.slice(0, gap);
  return { events: sure, mark: sure.at(-1)?.id ?? after };
}
