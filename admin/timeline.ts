import { type Cursor, findTimeline } from '../flows/history/find-timeline.ts';
import { allStaff } from '../flows/staff/find-staff.ts';
import { tellEvents } from './history.ts';
import type { Asking } from './screen.ts';

interface TimelineOf {
  clientId: number;
  orderId?: number;
  before?: Cursor | undefined;
}

/** What was said and done about a client or an order, in words, the newest first. */
export async function timelineOf(asking: Asking, { clientId, orderId, before }: TimelineOf) {
  const { db } = asking;
  const page = await findTimeline(db, { clientId, ...(orderId !== undefined && { orderId }), ...(before && { before }) });
  const events = page.moments.flatMap((each) => (each.what === 'event' ? [each.event] : []));
  const told = new Map((await tellEvents(db, asking, events)).map((each) => [each.id, each]));
  const names = new Map((await allStaff(db)).map(({ id, name }) => [id, name]));
  return {
    moments: page.moments.map((each) =>
      each.what === 'event'
        ? { what: 'event', at: each.at, event: told.get(each.event.id) }
        : { what: 'message', at: each.at, message: { ...each.message, author: names.get(each.message.staffId ?? 0) ?? null } },
    ),
    older: page.older ?? null,
  };
}

/** The cursor of a query string: both halves or none. */
export const cursorOf = ({ messages, events }: { messages?: number | undefined; events?: number | undefined }): Cursor | undefined =>
  messages === undefined || events === undefined ? undefined : { messages, events };
