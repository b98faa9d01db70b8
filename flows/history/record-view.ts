import { and, desc, eq, gt } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { hours } from '../../notifications/time.ts';
import type { By, EventOf } from '../events.ts';

type View = EventOf<'client.viewed'> | EventOf<'order.viewed'>;

/** So long one look lasts. */
const oneLook = hours(1);

/** Writes down that a colleague looks at somebody's data, once in an hour. Rules do not follow it. */
export async function recordView(tx: Tx, view: View, by: By, now: Instant): Promise<void> {
  if (await isRecorded(tx, view, by, now)) return;
  const { type, ...what } = view;
  await tx.insert(events).values({
    at: now,
    type,
    orderId: 'orderId' in view ? view.orderId : null,
    clientId: view.clientId,
    actorKind: by.kind,
    actorId: by.id ?? null,
    data: by.door === undefined ? what : { ...what, door: by.door },
    followed: true,
  });
}

/** Whether this look is in the journal. The panel shows nothing before it is. */
export async function isRecorded(db: Reader, view: View, by: By, now: Instant): Promise<boolean> {
  const record = 'orderId' in view ? eq(events.orderId, view.orderId) : eq(events.clientId, view.clientId);
  const seen = await db
    .select({ data: events.data })
    .from(events)
    .where(
      and(record, eq(events.type, view.type), eq(events.actorKind, by.kind), eq(events.actorId, by.id ?? 0), gt(events.at, now - oneLook)),
    )
    .orderBy(desc(events.id))
    .limit(5);
  return seen.some(({ data }) => !('what' in view) || data.what === view.what);
}
