import { Temporal } from 'temporal-polyfill';
import type { Instant, Language } from '../../../db/schema/words.ts';
import { addDays, type Calendar } from '../../../notifications/time.ts';

/** What a reader must know besides the text. */
export interface Surroundings {
  now: Instant;
  /** When the shop works, in its own zone: of two times that "at 6" may mean, the one at which it is open. */
  calendar: Calendar;
  /** ISO country of the shop: in which order 04/05 is written. */
  country: string;
  language: Language;
  /** What a number alone is: a day of the month, an hour, or nothing that can be read here. */
  bare?: 'day' | 'time';
  /** How far ahead one can order: where an hour is asked for, 10.05 is a day only when it can be had. */
  horizonDays?: number;
}

export interface Scene extends Surroundings {
  /** The shop's ISO date. */
  today: string;
}

/** A time of day as minutes after midnight: what it may mean, the likeliest first. */
export interface Clock {
  options: number[];
  /** As it stands on a clock of 24 hours, unless the shop is closed then. */
  literal?: true;
}

export interface TimeFact {
  kind: 'at' | 'by' | 'span';
  from?: Clock;
  until?: Clock;
}

/** A part of the day, in minutes after midnight. */
export interface Part {
  from: number;
  until: number;
}

/** What was understood so far. */
export interface Facts {
  /** ISO dates that may be meant. */
  days?: string[];
  /** The Monday of the week that was named. */
  week?: string;
  weekday?: { number: number; which: 'any' | 'next' | 'last' };
  time?: TimeFact;
  part?: Part;
  /** An exact instant, of "in two hours". */
  at?: Instant;
  /** It is written like a day or a time, and there is none such. */
  wrong?: 'no-such-day' | 'no-such-time';
}

/** What a piece of the text adds, and where the text goes on. */
export interface Step {
  facts: Facts;
  end: number;
}

/** Reads what it knows at a place of the text; the possible meanings, the likeliest first. */
export type Piece = (text: string, at: number, facts: Facts, scene: Scene) => Step[];

/** A piece that is one pattern. `read` answers with what it adds, or nothing when it does not fit here. */
export function piece(
  source: string,
  read: (groups: Record<string, string | undefined>, facts: Facts, scene: Scene) => Facts | undefined,
): Piece {
  const pattern = new RegExp(`(?:${source})(?![\\p{L}\\d])`, 'uy');
  return (text, at, facts, scene) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const added = found && read(found.groups ?? {}, facts, scene);
    return added ? [{ facts: { ...facts, ...added }, end: at + found[0].length }] : [];
  };
}

export const dateOf = (year: number, month: number, day: number): string | undefined => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
};

export const weekdayAt = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek;

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayAt(day));

/** What has passed so lately was meant: nobody orders almost a year ahead. */
const latelyDays = 45;
const yearDays = 366;

/** The next such date, or the one that passed a short time ago; undefined when the coming year has none (29 February). */
export function nextDate(month: number, day: number, { today }: Scene): string | undefined {
  const year = Number(today.slice(0, 4));
  const dates = [year - 1, year, year + 1].flatMap((each) => dateOf(each, month, day) ?? []);
  const next = dates.find((date) => date >= addDays(today, -latelyDays));
  return next !== undefined && next > addDays(today, yearDays) ? undefined : next;
}
