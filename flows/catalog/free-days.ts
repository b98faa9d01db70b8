import { asc, gte, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { type Reader, statement } from '../../db/store.ts';
import { addDays, dayOf, hours, instantOf } from '../../notifications/time.ts';
import type { Shop } from '../shop.ts';
import { type Slot, slotsOf } from './slots.ts';

/** A day on which an order can still be handed over. */
export interface FreeDay {
  /** ISO date. */
  day: string;
  slots: Slot[];
}

export interface Wanted {
  now: Instant;
  /** How long the longest item takes, in hours. */
  noticeHours: number;
  /** An order that moves does not stand in its own way. */
  except?: number;
}

/** The days, within the horizon, that have a hand-over window early enough, late enough and a place in the workshop. */
export async function findFreeDays(db: Reader, shop: Shop, wanted: Wanted): Promise<FreeDay[]> {
  const possible = possibleDays(shop, wanted);
  const [first] = possible;
  if (!first) return [];
  const taken = await countTaken(db, shop, { ...wanted, from: first.day, days: possible });
  return possible.filter(({ day }) => (taken.get(day) ?? 0) < placesOn(shop, day));
}

/** Why one day cannot be had. */
export type WhyNot = 'closed' | 'past' | 'too-soon' | 'too-far' | 'full';

/** Why nothing can be handed over at this instant; undefined when it can. Asked again when the order is placed or moved. */
export async function whyNotFree(db: Reader, shop: Shop, dueAt: Instant, wanted: Wanted): Promise<WhyNot | undefined> {
  const day = dayOf(dueAt, shop.timezone);
  const slots = slotsOf(day, shop);
  if (!slots.some(({ from }) => from === dueAt)) return 'closed';
  if (dueAt <= wanted.now) return 'past';
  if (dueAt < wanted.now + hours(wanted.noticeHours)) return 'too-soon';
  if (day > lastDay(shop, wanted.now)) return 'too-far';
  const taken = await countTaken(db, shop, { ...wanted, from: day, days: [{ day, slots }] });
  return (taken.get(day) ?? 0) < placesOn(shop, day) ? undefined : 'full';
}

/** Why a whole day cannot be had; undefined when it can. */
export async function whyNotDay(db: Reader, shop: Shop, day: string, wanted: Wanted): Promise<WhyNot | undefined> {
  const slots = slotsOf(day, shop);
  const last = slots.at(-1);
  if (day < dayOf(wanted.now, shop.timezone)) return 'past';
  if (!last) return day > lastDay(shop, wanted.now) ? 'too-far' : 'closed';
  return whyNotFree(db, shop, last.from, wanted);
}

/** Places of a day: the owner's word for this day, else the usual number. */
export const placesOn = (shop: Pick<Shop, 'ordersPerDay' | 'placesOn'>, day: string): number => shop.placesOn[day] ?? shop.ordersPerDay;

const lastDay = (shop: Shop, now: Instant): string => addDays(dayOf(now, shop.timezone), shop.horizonDays);

function possibleDays(shop: Shop, { now, noticeHours }: Wanted): FreeDay[] {
  const earliest = now + hours(noticeHours);
  const last = lastDay(shop, now);
  const found: FreeDay[] = [];
  for (let day = dayOf(earliest, shop.timezone); day <= last; day = addDays(day, 1)) {
    const slots = slotsOf(day, shop).filter(({ from }) => from >= earliest && from > now);
    if (slots.length > 0) found.push({ day, slots });
  }
  return found;
}

const dueSince = statement('orders_due_since', (db: Reader) =>
  db
    .select({ id: orders.id, dueAt: orders.dueAt })
    .from(orders)
    .where(
      sql`${gte(orders.dueAt, sql.placeholder('from'))} and ${orders.dueAt} < ${sql.placeholder('until')} and ${orders.outcome} <> 'lost'`,
    )
    .orderBy(asc(orders.dueAt)),
);

interface Counted {
  from: string;
  days: FreeDay[];
  except?: number;
}

/** How many orders are due on each of the days; lost ones hold no place. */
async function countTaken(db: Reader, { timezone }: Shop, { from, days, except }: Counted): Promise<Map<string, number>> {
  const midnight = (day: string) => instantOf(day, '00:00', timezone);
  const until = midnight(addDays(days.at(-1)?.day ?? from, 1));
  const due = await dueSince(db, { from: midnight(from), until });
  const counts = new Map<string, number>();
  const ends = days.map(({ day }) => ({ day, start: midnight(day), end: midnight(addDays(day, 1)) }));
  let at = 0;
  for (const { id, dueAt } of due) {
    if (dueAt === null || id === except) continue;
    while (at < ends.length - 1 && dueAt >= (ends[at]?.end ?? 0)) at += 1;
    const span = ends[at];
    if (span && dueAt >= span.start && dueAt < span.end) counts.set(span.day, (counts.get(span.day) ?? 0) + 1);
  }
  return counts;
}
