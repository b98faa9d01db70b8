import type { Instant } from '../../db/schema/words.ts';
import { addDays, instantOf, minutes, openingOf } from '../../notifications/time.ts';
import type { Shop } from '../shop.ts';

/** A hand-over window. */
export interface Slot {
  from: Instant;
  until: Instant;
}

/** One day of the shop's calendar. */
export interface Day {
  /** ISO date. */
  day: string;
  next: string;
  starts: Instant;
  ends: Instant;
  /** The hand-over windows, whole ones only; none on a day off. */
  slots: Slot[];
}

type Hours = Pick<Shop, 'timezone' | 'hours' | 'closedDays' | 'slotMinutes'>;

const made = new Map<string, Day>();
const mostMade = 1000;

/** The days from one ISO date to another. Remembered, for the calendar of a zone is slow to ask. */
export function daysOf(shop: Hours, first: string, last: string): Day[] {
  const openings = openingsOf(shop);
  const days: Day[] = [];
  for (let day = first; day <= last; day = days.at(-1)?.next ?? addDays(day, 1)) days.push(dayIn(shop, day, openings));
  return days;
}

/** One day of the shop. */
export function dayIn(shop: Hours, day: string, openings = openingsOf(shop)): Day {
  const key = `${day} ${shop.closedDays.includes(day)} ${openings}`;
  const known = made.get(key);
  if (known) return known;
  if (made.size >= mostMade) made.clear();
  const fresh = makeDay(day, shop);
  made.set(key, fresh);
  return fresh;
}

const openingsOf = ({ timezone, slotMinutes, hours }: Hours): string => `${timezone} ${slotMinutes} ${JSON.stringify(hours)}`;

/** The hand-over windows of an ISO date. */
export const slotsOf = (day: string, shop: Hours): Slot[] => dayIn(shop, day).slots;

function makeDay(day: string, shop: Hours): Day {
  const next = addDays(day, 1);
  const midnight = (date: string) => instantOf(date, '00:00', shop.timezone);
  return { day, next, starts: midnight(day), ends: midnight(next), slots: cut(day, shop) };
}

function cut(day: string, shop: Hours): Slot[] {
  const span = openingOf(day, shop);
  if (!span) return [];
  const length = minutes(shop.slotMinutes);
  const count = Math.max(1, Math.floor((span.closes - span.opens) / length));
  return Array.from({ length: count }, (_, i) => ({
    from: span.opens + i * length,
    until: Math.min(span.closes, span.opens + (i + 1) * length),
  }));
}
