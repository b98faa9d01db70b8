import type { Instant } from '../../../db/schema/words.ts';
import { addDays, dayOf, instantOf, openingOf, wallClock } from '../../../notifications/time.ts';
import { type Clock, type Facts, mondayOf, type Part, type Scene, weekdayAt } from './facts.ts';

/** A time of day that was named, as `HH:MM`: at it, by it, or between two of which one may be open. */
export interface Time {
  at?: string;
  by?: string;
  from?: string;
  until?: string;
}

/** The days that facts may mean, as ISO dates, the earliest first. */
export function daysOf({ days, week, weekday, at }: Facts, scene: Scene): string[] {
  if (at !== undefined) return [dayOf(at, scene.calendar.timezone)];
  if (weekday) return withWeekday(weekday, days, week, scene);
  if (days) return days;
  return week === undefined ? [] : [0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(week, ahead)).filter((day) => day >= scene.today);
}

function withWeekday(
  { number, which }: NonNullable<Facts['weekday']>,
  days: string[] | undefined,
  week: string | undefined,
  { today }: Scene,
): string[] {
  if (week !== undefined) return [addDays(week, number - 1)];
  if (days) {
    const fitting = days.filter((day) => weekdayAt(day) === number);
    return fitting.length > 0 ? fitting : days.slice(0, 1).flatMap((day) => [day, nearest(number, day)].toSorted());
  }
  const ahead = (number - weekdayAt(today) + 7) % 7;
  if (which === 'last') return [addDays(today, ahead - 7)];
  if (which === 'any') return ahead === 0 ? [today, addDays(today, 7)] : [addDays(today, ahead)];
  const inNextWeek = addDays(mondayOf(today), 6 + number);
  // "Next Friday" is tomorrow to nobody, and on a Monday it may be either.
  return ahead > 1 && addDays(today, ahead) < inNextWeek ? [addDays(today, ahead), inNextWeek] : [inNextWeek];
}

function nearest(number: number, day: string): string {
  const ahead = (number - weekdayAt(day) + 7) % 7;
  return addDays(day, ahead <= 3 ? ahead : ahead - 7);
}

/** The times that facts may mean; of two hours, the one at which the shop is open and which has not passed. */
export function timesOf({ time, part, at }: Facts, days: string[], scene: Scene): Time[] {
  if (at !== undefined) return [{ at: wallClock(at, scene.calendar.timezone).toPlainTime().toString().slice(0, 5) }];
  if (!time) return part ? [{ from: clock(part.from), until: clock(part.until) }] : [];
  const { kind, from, until } = time;
  const fits = fitsOn(days, scene);
  if (kind !== 'span') return likely(from, part, fits).map((minutes) => ({ [kind]: clock(minutes) }));
  if (from && until) return likelySpans(from, until, fits).map(([a, b]) => ({ from: clock(a), until: clock(b) }));
  if (until) return likely(until, part, fits).map((minutes) => ({ until: clock(minutes) }));
  return likely(from, part, fits).map((minutes) => ({ from: clock(minutes) }));
}

type Fits = (minutes: number) => boolean;

/** Whether the shop is open at a time of one of the days, and it has not passed. */
function fitsOn(days: string[], { calendar, now, today }: Scene): Fits {
  const week = days.length > 0 ? days : [0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(today, ahead));
  const openings = week.flatMap((day) => openingOf(day, calendar) ?? []);
  const spans = openings.map(
    ({ opens, closes }) => [minutesAt(opens, calendar.timezone), minutesAt(closes, calendar.timezone) || 1440] as const,
  );
  const isPast = (minutes: number) =>
    days.length > 0 && days.every((day) => day === today && instantOf(day, clock(minutes), calendar.timezone) <= now);
  return (minutes) => !isPast(minutes) && spans.some(([opens, closes]) => opens <= minutes && minutes <= closes);
}

const minutesAt = (at: Instant, timezone: string): number => {
  const wall = wallClock(at, timezone);
  return wall.hour * 60 + wall.minute;
};

function likely({ options, literal }: Clock = { options: [] }, part: Part | undefined, fits: Fits): number[] {
  const inPart = part ? options.filter((minutes) => part.from <= minutes && minutes <= part.until) : [];
  if (inPart.length > 0) return inPart;
  const open = options.filter(fits);
  if (literal) return [open[0] ?? options[0] ?? 0];
  return open.length > 0 ? open : options;
}

/** Both ends are of one half of the day, unless the later one would come first. */
function likelySpans(from: Clock, until: Clock, fits: Fits): [number, number][] {
  const pairs = from.options.flatMap((a) => until.options.map((b) => [a, b] as [number, number])).filter(([a, b]) => a < b);
  const shortest = Math.min(...pairs.map(([a, b]) => b - a));
  const short = pairs.filter(([a, b]) => b - a === shortest);
  const open = short.filter(([a, b]) => fits(a) && fits(b));
  const all = open.length > 0 ? open : short;
  return from.literal || until.literal ? all.slice(0, 1) : all;
}

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
