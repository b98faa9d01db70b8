import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../db/schema/words.ts';

/** Opening hours by ISO weekday (1 is Monday): `['10:00', '20:00']`, or null for a day off. */
export type WeekHours = Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly [string, string] | null>;

/** When the shop works, in its own zone. Days are ISO dates. */
export interface Calendar {
  timezone: string;
  hours: WeekHours;
  closedDays: readonly string[];
}

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
export const days = (count: number): number => count * 86_400_000;

/** The wall clock of `timezone` at an instant. */
export const wallClock = (at: Instant, timezone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);

/** Calendars are asked the same few things again and again; the answers never change. Small maps, emptied when full. */
function remembered<V>(make: (a: string | number, b: string, c?: string) => V): typeof make {
  const known = new Map<string, V>();
  return (a, b, c = '') => {
    const key = `${a} ${b} ${c}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= 5000) known.clear();
    const value = make(a, b, c);
    known.set(key, value);
    return value;
  };
}

/** No zone begins a day at anything but a whole quarter of an hour of UTC. */
const quarterMs = 15 * 60_000;
const dayOfQuarter = remembered((quarter, timezone) =>
  wallClock(Number(quarter) * quarterMs, timezone)
    .toPlainDate()
    .toString(),
);

/** The shop's ISO date at an instant. */
export const dayOf = (at: Instant, timezone: string): string => dayOfQuarter(Math.floor(at / quarterMs), timezone);

/** The day `count` days after an ISO date. */
export const addDays = (day: string, count: number): string => Temporal.PlainDate.from(day).add({ days: count }).toString();

/** The instant of a wall-clock time (`HH:MM`) on an ISO date; a time the clock skips becomes the later one, a doubled one the first. */
export const instantOf = (day: string, time: string, timezone: string): Instant => instantOfWords(day, time, timezone);

/** `24:00` is the midnight that ends the day. */
const instantOfWords = remembered((day, time, timezone = '') => {
  const date = Temporal.PlainDate.from(String(day));
  const wall = time === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time);
  return wall.toZonedDateTime(timezone, { disambiguation: 'compatible' }).epochMilliseconds;
});

/** Opening and closing instants of an ISO date, or undefined on a day off. */
export function openingOf(day: string, calendar: Calendar): { opens: Instant; closes: Instant } | undefined {
  if (calendar.closedDays.includes(day)) return undefined;
  const span = calendar.hours[weekdayOf(day, '')];
  if (!span) return undefined;
  return { opens: instantOf(day, span[0], calendar.timezone), closes: instantOf(day, span[1], calendar.timezone) };
}

const weekdayOf = remembered((day) => Temporal.PlainDate.from(String(day)).dayOfWeek as 1 | 2 | 3 | 4 | 5 | 6 | 7);

const farthestDays = 400;

/** The first instant not before `from` at which the shop is open; `from` itself when it never opens again. */
export function nextOpening(from: Instant, calendar: Calendar): Instant {
  for (let day = dayOf(from, calendar.timezone), i = 0; i < farthestDays; day = addDays(day, 1), i++) {
    const span = openingOf(day, calendar);
    if (span && from < span.closes) return Math.max(from, span.opens);
  }
  return from;
}

export const isOpen = (at: Instant, calendar: Calendar): boolean =>
  nextOpening(at, calendar) === at && openingOf(dayOf(at, calendar.timezone), calendar) !== undefined;

/** The instant at which `count` working minutes after `from` have passed: on a Friday evening five of them end on Monday morning. */
export function addWorkingMinutes(from: Instant, count: number, calendar: Calendar): Instant {
  let left = minutes(count);
  let at = nextOpening(from, calendar);
  for (let i = 0; i < farthestDays; i++) {
    const span = openingOf(dayOf(at, calendar.timezone), calendar);
    if (!span) return at + left;
    if (at + left <= span.closes) return at + left;
    left -= span.closes - at;
    at = nextOpening(span.closes, calendar);
  }
  return at + left;
}

/** How many working milliseconds lie between two instants. */
export function workingMsBetween(from: Instant, until: Instant, calendar: Calendar): number {
  const last = dayOf(until, calendar.timezone);
  let worked = 0;
  for (let day = dayOf(from, calendar.timezone), i = 0; day <= last && i < farthestDays; day = addDays(day, 1), i++) {
    const span = openingOf(day, calendar);
    if (span) worked += Math.max(0, Math.min(until, span.closes) - Math.max(from, span.opens));
  }
  return worked;
}
