import { and, desc, inArray, lt, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import { events } from '../../../db/schema/work.ts';
import type { Reader } from '../../../db/store.ts';
import { showEvent } from '../../../flows/webhooks/show-event.ts';
import { toldEvents } from '../../../flows/webhooks/told-events.ts';
import { cut, type paging, windowOf } from './common.ts';

type Paging = z.infer<z.ZodObject<typeof paging>>;

/** One page of the events about somebody or something, the newest first. */
export async function eventsPage(db: Reader, about: SQL, query: Paging) {
  const { before, limit } = windowOf(query);
  const found = await db
    .select()
    .from(events)
    .where(and(about, inArray(events.type, [...toldEvents]), lt(events.id, before)))
    .orderBy(desc(events.id))
    .limit(limit + 1);
  const { rows, next } = cut(found, limit);
  return { data: rows.map(showEvent), next };
}
