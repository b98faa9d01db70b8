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
export const wallClock = (at: Instant, timezone: string): Temporal.ZonedDateTime => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);

/** The shop's ISO date at an instant. */
export const dayOf = (at: Instant, timezone: string): string => wallClock(at, timezone).toPlainDate().toString();

/** The day `count` days after an ISO date. */
export const addDays = (day: string, count: number): string => Temporal.PlainDate.from(day).add({ days: count }).toString();

/** The instant of a wall-clock time (`HH:MM`) on an ISO date; a time the clock skips becomes the later one, a doubled one the first. */
export const instantOf = (day: string, time: string, timezone: string): Instant =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timezone, { disambiguation: 'compatible' }).epochMilliseconds;

/** Opening and closing instants of an ISO date, or undefined on a day off. */
export function openingOf(day: string, calendar: Calendar): { opens: Instant; closes: Instant } | undefined {
  if (calendar.closedDays.includes(day)) return undefined;
  const span = calendar.hours[Temporal.PlainDate.from(day).dayOfWeek as 1 | 2 | 3 | 4 | 5 | 6 | 7];
  if (!span) return undefined;
  return { opens: instantOf(day, span[0], calendar.timezone), closes: instantOf(day, span[1], calendar.timezone) };
}

const farthestDays = 400;

/** The first instant not before `from` at which the shop is open; `from` itself when it never opens again. */
export function nextOpening(from: Instant, calendar: Calendar): Instant {
  for (let day = dayOf(from, calendar.timezone), i = 0; i < farthestDays; day = addDays(day, 1), i++) {
    const span = openingOf(day, calendar);
    if (span && from < span.closes) return Math.max(from, span.opens);
  }
  return from;
}

export const isOpen = (at: Instant, calendar: Calendar): boolean => nextOpening(at, calendar) === at && openingOf(dayOf(at, calendar.timezone), calendar) !== undefined;

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
