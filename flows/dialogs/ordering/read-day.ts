import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../db/schema/words.ts';
import { addDays, instantOf } from '../../../notifications/time.ts';
import { westernDigits } from '../../catalog/amount.ts';

/** Days from today; a map, for people may type "constructor" too. */
const soon = new Map([
  ['вчера', -1],
  ['yesterday', -1],
  ['сегодня', 0],
  ['today', 0],
  ['завтра', 1],
  ['tomorrow', 1],
  ['послезавтра', 2],
  ['the day after tomorrow', 2],
]);

/** Whole words only: "срочно" is not Wednesday, and "всё равно" not Sunday. */
const monthWords = [
  /^(янв|январ[ьяе]|jan|january)$/,
  /^(фев|февр|феврал[ьяе]|feb|february)$/,
  /^(мар|март[ае]?|mar|march)$/,
  /^(апр|апрел[ьяе]|apr|april)$/,
  /^(ма[йяе]|may)$/,
  /^(июн|июн[ьяе]|june?)$/,
  /^(июл|июл[ьяе]|july?)$/,
  /^(авг|август[ае]?|aug|august)$/,
  /^(сен|сент|сентябр[ьяе]|sept?|september)$/,
  /^(окт|октябр[ьяе]|oct|october)$/,
  /^(ноя|нояб|ноябр[ьяе]|nov|november)$/,
  /^(дек|декабр[ьяе]|dec|december)$/,
];

const weekdayWords = [
  /^(пн|понед|понедельник[ау]?|mon|monday)$/,
  /^(вт|вторник[ау]?|tues?|tuesday)$/,
  /^(ср|сред[ауеы]|wed|wednesday)$/,
  /^(чт|четв|четверг[ау]?|thu|thurs?|thursday)$/,
  /^(пт|пятн|пятниц[ауеы]|fri|friday)$/,
  /^(сб|суб|субб|суббот[ауеы]|sat|saturday)$/,
  /^(вс|вск|воскр|воскресень[еяю]|sun|sunday)$/,
];

const before = /^(?:(?:в|во|на|к|ко|on|the|for|by)\s+)?(?:(?:эт(?:у|от|о|ой|ому)|ближайш(?:ую|ий|ее|ей|ему)|this)\s+)?/u;

/** Reads "завтра", "Saturday", "21.11", "21 ноября", "Nov 21" as an ISO date, the next one there is; undefined when it is no day. */
export function readDay(typed: string, today: string): string | undefined {
  const whole = westernDigits(typed).replace(/\s+/gu, ' ');
  const text = whole.replace(before, '');
  const inDays = soon.get(whole) ?? soon.get(text);
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
  const [, first, word = text, second, year] =
    /^(\d{1,2})?(?:-?(?:го|е|ое|st|nd|rd|th))?\s*(\p{L}+)\.?\s*(\d{1,2})?(?:st|nd|rd|th)?(?:,?\s(\d{4})(?: ?г\.?| года)?)?$/u.exec(text) ??
    [];
  const day = first ?? second;
  const month = monthWords.findIndex((pattern) => pattern.test(word)) + 1;
  if (day === undefined || month === 0) return undefined;
  return year === undefined ? nextDate(month, Number(day), today) : dateOf(Number(year), month, Number(day));
}

function asWeekday(text: string, today: string): string | undefined {
  const word = text.replace(/\.$/, '');
  const weekday = weekdayWords.findIndex((pattern) => pattern.test(word)) + 1;
  if (weekday === 0) return undefined;
  const ahead = (weekday - Temporal.PlainDate.from(today).dayOfWeek + 7) % 7;
  return addDays(today, ahead || 7);
}

/** What has passed so lately was meant: nobody orders almost a year ahead. */
const latelyDays = 60;

/** The day of this year, or of the next when it has passed some time ago. */
function nextDate(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  const thisYear = dateOf(year, month, day);
  return thisYear !== undefined && thisYear < addDays(today, -latelyDays) ? dateOf(year + 1, month, day) : thisYear;
}

/** Reads "6", "6-го", "на 6 число" as the next such day of a month; undefined when it is none. */
export function readDayOfMonth(typed: string, today: string): string | undefined {
  const day = /^(\d{1,2})(?:\s?-?(?:го|е|ое|st|nd|rd|th))?(?:\s?числ[оау])?$/u.exec(westernDigits(typed).replace(before, ''))?.[1];
  if (day === undefined || Number(day) < 1 || Number(day) > 31) return undefined;
  for (let date = today, i = 0; i < 62; date = addDays(date, 1), i++) if (Number(date.slice(8)) === Number(day)) return date;
  return undefined;
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
