import { sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { type Reader, statement } from '../../db/store.ts';
import { addDays, dayOf, hours } from '../../notifications/time.ts';
import type { Shop } from '../shop.ts';
import { type Day, dayIn, daysOf, type Slot } from './slots.ts';

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
  const earliest = earliestOf(wanted);
  const days = daysOf(shop, dayOf(earliest, shop.timezone), lastDay(shop, wanted.now));
  const taken = await countTaken(db, days, wanted);
  return days
    .map(({ day, slots }) => ({ day, slots: slots.filter(({ from }) => from >= earliest) }))
    .filter(({ day, slots }) => slots.length > 0 && (taken.get(day) ?? 0) < placesOn(shop, day));
}

/** The windows of one day that can still be had; none when the day is full. */
export async function findFreeSlots(db: Reader, shop: Shop, day: string, wanted: Wanted): Promise<Slot[]> {
  const earliest = earliestOf(wanted);
  const slots = dayIn(shop, day).slots.filter(({ from }) => from >= earliest);
  const [last] = slots.slice(-1);
  return last && !(await whyNotFree(db, shop, last.from, wanted)) ? slots : [];
}

/** Why one day cannot be had. */
export type WhyNot = 'closed' | 'past' | 'too-soon' | 'too-far' | 'full';

/** Why nothing can be handed over at this instant; undefined when it can. Asked again when the order is placed or moved. */
export async function whyNotFree(db: Reader, shop: Shop, dueAt: Instant, wanted: Wanted): Promise<WhyNot | undefined> {
  const day = dayIn(shop, dayOf(dueAt, shop.timezone));
  if (!day.slots.some(({ from }) => from === dueAt)) return 'closed';
  if (dueAt <= wanted.now) return 'past';
  if (dueAt < earliestOf(wanted)) return 'too-soon';
  if (day.day > lastDay(shop, wanted.now)) return 'too-far';
  const taken = await countTaken(db, [day], wanted);
  return (taken.get(day.day) ?? 0) < placesOn(shop, day.day) ? undefined : 'full';
}

/** Why a whole day cannot be had; undefined when it can. */
export async function whyNotDay(db: Reader, shop: Shop, day: string, wanted: Wanted): Promise<WhyNot | undefined> {
  const last = dayIn(shop, day).slots.at(-1);
  if (day < dayOf(wanted.now, shop.timezone)) return 'past';
  if (!last) return day > lastDay(shop, wanted.now) ? 'too-far' : 'closed';
  return whyNotFree(db, shop, last.from, wanted);
}

/** Places of a day: the owner's word for this day, else the usual number. */
export const placesOn = (shop: Pick<Shop, 'ordersPerDay' | 'placesOn'>, day: string): number => shop.placesOn[day] ?? shop.ordersPerDay;

const lastDay = (shop: Shop, now: Instant): string => addDays(dayOf(now, shop.timezone), shop.horizonDays);

/** Without notice: the next window, not the one that has begun. */
const earliestOf = ({ now, noticeHours }: Wanted): Instant => now + Math.max(1, hours(noticeHours));

const dueBetween = statement('orders_due_between', (db: Reader) =>
  db
    .select({ id: orders.id, dueAt: orders.dueAt })
    .from(orders)
    .where(
      sql`${orders.dueAt} >= ${sql.placeholder('from')} and ${orders.dueAt} < ${sql.placeholder('until')} and ${orders.outcome} <> 'lost'`,
    )
    .orderBy(orders.dueAt),
);

/** How many orders are due on each of the days, which follow one another; lost ones hold no place. */
async function countTaken(db: Reader, days: Day[], { except }: Wanted): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const due = await dueBetween(db, { from: days[0]?.starts ?? 0, until: days.at(-1)?.ends ?? 0 });
  let at = 0;
  for (const { id, dueAt } of due) {
    if (dueAt === null || id === except) continue;
    while (dueAt >= (days[at]?.ends ?? Infinity)) at += 1;
    const day = days[at]?.day ?? '';
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}
