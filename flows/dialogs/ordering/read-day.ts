import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../db/schema/words.ts';
import { addDays, instantOf } from '../../../notifications/time.ts';
import { westernDigits } from '../../catalog/amount.ts';

const soon: Record<string, number> = { сегодня: 0, today: 0, завтра: 1, tomorrow: 1, послезавтра: 2 };

const monthWords = [
  /^(янв|jan)/,
  /^(фев|feb)/,
  /^(мар|mar)/,
  /^(апр|apr)/,
  /^(ма[йя]|may)/,
  /^(июн|jun)/,
  /^(июл|jul)/,
  /^(авг|aug)/,
  /^(сен|sep)/,
  /^(окт|oct)/,
  /^(ноя|nov)/,
  /^(дек|dec)/,
];

const weekdayWords = [/^(пн|понед|mon)/, /^(вт|tue)/, /^(ср|wed)/, /^(чт|четв|thu)/, /^(пт|пятн|fri)/, /^(сб|субб|sat)/, /^(вс|воск|sun)/];

/** Reads "завтра", "Saturday", "21.11", "21 ноября", "Nov 21" as an ISO date, the next one there is; undefined when it is no day. */
export function readDay(typed: string, today: string): string | undefined {
  const text = westernDigits(typed).replace(/^(в|во|на|on|the)\s+/u, '');
  const inDays = soon[text];
  if (inDays !== undefined) return addDays(today, inDays);
  return asNumbers(text, today) ?? asMonth(text, today) ?? asWeekday(text, today);
}

function asNumbers(text: string, today: string): string | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, day, month, year] = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{2}|\d{4}))?\.?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  if (year !== undefined) return dateOf((Number(year) % 2000) + 2000, Number(month), Number(day));
  return nextDate(Number(month), Number(day), today);
}

function asMonth(text: string, today: string): string | undefined {
  const [, first, word = text, second] =
    /^(\d{1,2})?(?:-?(?:го|st|nd|rd|th))?\s*(\p{L}+)\.?\s*(\d{1,2})?(?:st|nd|rd|th)?$/u.exec(text) ?? [];
  const day = first ?? second;
  const month = monthWords.findIndex((pattern) => pattern.test(word)) + 1;
  return day === undefined || month === 0 ? undefined : nextDate(month, Number(day), today);
}

function asWeekday(text: string, today: string): string | undefined {
  if (!/^\p{L}{2,12}\.?$/u.test(text)) return undefined;
  const weekday = weekdayWords.findIndex((pattern) => pattern.test(text)) + 1;
  if (weekday === 0) return undefined;
  const ahead = (weekday - Temporal.PlainDate.from(today).dayOfWeek + 7) % 7;
  return addDays(today, ahead || 7);
}

/** The day of this year, or of the next when it has passed. */
function nextDate(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const thisYear = dateOf(year, month, day);
  return thisYear !== undefined && thisYear < today ? dateOf(year + 1, month, day) : thisYear;
}

function dateOf(year: number, month: number, day: number): string | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

/** Reads "15:00", "15.30", "в 15", "3 pm" as an instant of the day; undefined when it is no time. */
export function readHour(typed: string, day: string, timezone: string): Instant | undefined {
  const [, digits, minutes = '00', half] =
    /^(?:в|к|at|by)?\s*(\d{1,2})(?:[:.\s](\d{2}))?\s*(am|pm|ч\.?|час(?:а|ов)?)?$/u.exec(westernDigits(typed)) ?? [];
  if (digits === undefined) return undefined;
  const hour = half === 'pm' && Number(digits) < 12 ? Number(digits) + 12 : Number(digits);
  return hour > 23 || Number(minutes) > 59 ? undefined : instantOf(day, `${String(hour).padStart(2, '0')}:${minutes}`, timezone);
}
