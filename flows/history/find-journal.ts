import { and, desc, eq, gte, inArray, lt, notInArray } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { EventRow, EventType } from '../events.ts';
import { pageOf } from '../page-of.ts';

const views: EventType[] = ['client.viewed', 'order.viewed', 'list.exported'];
const access: EventType[] = [
  'access.denied',
  'account.opened',
  'account.signed-in',
  'staff.invited',
  'staff.joined',
  'staff.removed',
  'key.made',
  'key.revoked',
];

/** What people did; looks at personal data; who came in or was turned away; everything, also what went by itself. */
const kinds = {
  changes: and(inArray(events.actorKind, ['staff', 'key']), notInArray(events.type, [...views, ...access])),
  views: inArray(events.type, views),
  access: inArray(events.type, access),
  all: undefined,
};
export const journalKinds = ['changes', 'views', 'access', 'all'] as const satisfies readonly (keyof typeof kinds)[];

export interface JournalFilter {
  kind: (typeof journalKinds)[number];
  staffId?: number | undefined;
  orderId?: number | undefined;
  clientId?: number | undefined;
  from?: Instant | undefined;
  until?: Instant | undefined;
  before?: number | undefined;
}

const pageSize = 60;

/** The journal of everything, the newest first. */
export async function findJournal(db: Reader, filter: JournalFilter): Promise<{ rows: EventRow[]; older: number | undefined }> {
  const { kind, staffId, orderId, clientId, from, until, before } = filter;
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        kinds[kind],
        staffId === undefined ? undefined : and(eq(events.actorKind, 'staff'), eq(events.actorId, staffId)),
        orderId === undefined ? undefined : eq(events.orderId, orderId),
        clientId === undefined ? undefined : eq(events.clientId, clientId),
        from === undefined ? undefined : gte(events.at, from),
        until === undefined ? undefined : lt(events.at, until),
        before === undefined ? undefined : lt(events.id, before),
      ),
    )
    .orderBy(desc(events.id))
    .limit(pageSize + 1);
  const { page, last } = pageOf(rows, pageSize);
  return { rows: page, older: last?.id };
}

const edits: EventType[] = [
  'client.edited',
  'client.merged',
  'client.merge-undone',
  'client.told-apart',
  'order.edited',
  'order.rescheduled',
  'order.assigned',
];

/** Who changed what of one client or order, the newest first. */
export const findEdits = (db: Reader, of: { clientId: number } | { orderId: number }, limit = 50): Promise<EventRow[]> =>
  db
    .select()
    .from(events)
    .where(and('orderId' in of ? eq(events.orderId, of.orderId) : eq(events.clientId, of.clientId), inArray(events.type, edits)))
    .orderBy(desc(events.id))
    .limit(limit);
