import type { Instant } from '../../db/schema/words.ts';
import { addDays, dayOf, minutes, openingOf, wallClock } from '../../notifications/time.ts';
import { type Slot, slotsOf } from '../catalog/slots.ts';
import type { Shop } from '../shop.ts';

/** A day on which the shop is open. */
export interface OpenDay {
  day: string;
  /** ISO: 1 is Monday. */
  weekday: number;
  opens: Instant;
  closes: Instant;
  slots: Slot[];
}

/** The open days around now, looked up once: asking the calendar of a zone a thousand times is slow. */
export interface Almanac {
  days: readonly OpenDay[];
  /** The first instant not before `at` at which the shop is open. */
  open(at: Instant): Instant;
  /** The last instant not after `at` at which it was open. */
  wasOpen(at: Instant): Instant;
  /** So many minutes later, and open then. */
  later(at: Instant, count: number): Instant;
}

export function almanac(shop: Shop, now: Instant, { back, ahead }: { back: number; ahead: number }): Almanac {
  const today = dayOf(now, shop.timezone);
  const days = Array.from({ length: back + ahead + 1 }, (_, i) => addDays(today, i - back)).flatMap((day) => openDay(day, shop) ?? []);
  const open = (at: Instant) => Math.max(at, days.find(({ closes }) => closes > at)?.opens ?? at);
  return {
    days,
    open,
    wasOpen: (at) => Math.min(at, days.findLast(({ opens }) => opens <= at)?.closes ?? at),
    later: (at, count) => open(open(at) + minutes(count)),
  };
}

function openDay(day: string, shop: Shop): OpenDay | undefined {
  const span = openingOf(day, shop);
  return span && { day, weekday: wallClock(span.opens, shop.timezone).dayOfWeek, ...span, slots: slotsOf(day, shop) };
}
