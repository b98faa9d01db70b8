import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { clients } from '../../../db/schema/people.ts';
import { attachments } from '../../../db/schema/talk.ts';
import type { Instant } from '../../../db/schema/words.ts';
import { events, outbox } from '../../../db/schema/work.ts';
import { type Reader, statement } from '../../../db/store.ts';
import { findLine } from '../../calls/phone-line.ts';
import { findAllergies } from '../../clients/allergies.ts';
import type { Client, Staff } from '../../dialogs/dialog.ts';
import type { EventRow, EventType } from '../../events.ts';
import { getShop, type Shop } from '../../shop.ts';
import { findSourceTitle } from '../../sources/source-title.ts';
import { allStaff, findStaff } from '../../staff/find-staff.ts';
import { openTasksOf, type Task } from '../../tasks/load-task.ts';
import { findItems, findOrder, type OrderItem } from '../load-order.ts';
import { visitSubject } from '../move-order.ts';
import { loadFacts, type OrderFacts } from '../order-facts.ts';
import { hasSetOut } from '../set-out.ts';
import { findVisit, type Visit } from '../undo-move.ts';

/** Everything a card can show; what of it is shown, and to whom, is decided when it is written. */
export interface CardFacts extends OrderFacts {
  viewer: Staff;
  shop: Shop;
  now: Instant;
  client: Client;
  items: OrderItem[];
  visit: Visit | undefined;
  tasks: Task[];
  /** Names of colleagues by number, also of those who have left. */
  names: ReadonlyMap<number, string>;
  allergies: string | undefined;
  /** Pictures that can be shown, the newest first. */
  pictures: readonly Picture[];
  hasReadyPhoto: boolean;
  /** The driver is on the way with it. */
  hasSetOut: boolean;
  notes: EventRow[];
  lastChange: EventRow | undefined;
  /** The owner's words for where the order came from. */
  sourceTitle: string | undefined;
  /** Something for the client waits for the time of undoing to pass. */
  hasUntold: boolean;
  /** The number that the shop calls from; undefined when calls are off. */
  line: string | undefined;
}

/** A picture of the wished look or of the finished cake; `file` is a reference of `db/files.ts`. */
export interface Picture {
  purpose: 'reference' | 'ready';
  file: string;
}

/** What counts as a change of an order, to be named on the card. */
export const changes = [
  'order.placed',
  'order.taken',
  'order.assigned',
  'order.moved',
  'order.move-undone',
  'order.restored',
  'order.set-out',
  'order.rescheduled',
  'order.edited',
  'order.confirmed',
  'order.photographed',
  'order.no-answer',
  'payment.returned',
  'order.allergies-asked',
  'order.unpaid-allowed',
  'order.stalled',
  'payment.received',
] as const satisfies readonly EventType[];

const latest = (name: string, types: readonly EventType[], count: number) =>
  statement(name, (db: Reader) =>
    db
      .select()
      .from(events)
      .where(and(sql`${events.orderId} = ${sql.placeholder('orderId')}`, inArray(events.type, [...types])))
      .orderBy(desc(events.id))
      .limit(count),
  );
const latestChange = latest('card_change', changes, 1);
const latestNotes = latest('card_notes', ['order.noted'], 3);

const photosOf = statement('card_photos', (db: Reader) =>
  db
    .select({ purpose: attachments.purpose, file: attachments.file })
    .from(attachments)
    .where(and(sql`${attachments.orderId} = ${sql.placeholder('orderId')}`, inArray(attachments.kind, ['photo', 'file'])))
    .orderBy(desc(attachments.id)),
);

const clientById = statement('card_client', (db: Reader) =>
  db
    .select()
    .from(clients)
    .where(eq(clients.id, sql.placeholder('id'))),
);

/** Loads what the card of an order needs; undefined when there is no such order. */
export async function loadCard(
  db: Reader,
  { orderId, viewer, now }: { orderId: number; viewer: Staff; now: Instant },
): Promise<CardFacts | undefined> {
  if (!(await findOrder(db, orderId))) return undefined;
  const facts = await loadFacts(db, orderId);
  const { order } = facts;
  const [client] = await clientById(db, { id: order.clientId });
  if (!client) return undefined;
  const photos = await photosOf(db, { orderId });
  const [lastChange] = await latestChange(db, { orderId });
  const notes = await latestNotes(db, { orderId });
  return {
    ...facts,
    viewer,
    now,
    client,
    lastChange,
    notes: notes.toReversed(),
    shop: await getShop(db),
    items: await findItems(db, orderId),
    visit: await findVisit(db, order.visitId),
    tasks: await openTasksOf(db, orderId),
    names: await namesOf(db, [
      order.responsibleId,
      order.makerId,
      order.driverId,
      ...[lastChange, ...notes].map((event) => actorOf(event)),
    ]),
    allergies: await findAllergies(db, orderId),
    pictures: photos.flatMap(pictureOf),
    hasReadyPhoto: photos.some(({ purpose }) => purpose === 'ready'),
    sourceTitle: await findSourceTitle(db, order.source),
    hasSetOut: facts.stage.role === 'driver' && (await hasSetOut(db, order)),
    hasUntold: await hasUntold(db, order.visitId),
    line: await findLine(db),
  };
}

const pictureOf = ({ purpose, file }: { purpose: string; file: string | null }): Picture[] =>
  file !== null && (purpose === 'reference' || purpose === 'ready') && /\.(jpg|png|webp)$/.test(file) ? [{ purpose, file }] : [];

/** The pictures of an order, for somebody who asks to see them all. */
export const findPictures = async (db: Reader, orderId: number): Promise<Picture[]> => (await photosOf(db, { orderId })).flatMap(pictureOf);

const actorOf = (event: EventRow | undefined): number | null => (event?.actorKind === 'staff' ? event.actorId : null);

/** Those who work here at once; one who has left only when the card names them. */
async function namesOf(db: Reader, named: (number | null)[]): Promise<Map<number, string>> {
  const names = new Map((await allStaff(db)).map(({ id, name }) => [id, name]));
  for (const id of named) {
    if (id === null || names.has(id)) continue;
    const former = await findStaff(db, id);
    if (former) names.set(id, former.name);
  }
  return names;
}

async function hasUntold(db: Reader, visitId: number): Promise<boolean> {
  const [waiting] = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.subject, visitSubject(visitId)), isNull(outbox.doneAt)))
    .limit(1);
  return waiting !== undefined;
}
