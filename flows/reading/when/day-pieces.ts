import { Temporal } from 'temporal-polyfill';
import { addDays } from '../../../notifications/time.ts';
import { anyOf, daysAhead, feastOf, monthOf, weekdayOf } from './calendar-words.ts';
import { dateOf, type Facts, mondayOf, nextDate, type Piece, piece, type Scene } from './facts.ts';

const ordinal = '(?:[ -]?(?:го|е|ое|ого|му|ому|st|nd|rd|th))';
const month = `(?<month>${anyOf(monthOf.keys())})\\.?`;
const year = "(?:,? '?(?<year>\\d{4}|\\d{2})(?: ?(?:года|год|г\\.?))?)";

/** Only one day can be named, but for the day of the week beside a date. */
const isFree = ({ days, at, week }: Facts): boolean => days === undefined && at === undefined && week === undefined;

const named = (date: string | undefined): Facts => (date === undefined ? { wrong: 'no-such-day' } : { days: [date] });

function namedDate(day: number, monthNumber: number, typedYear: string | undefined, scene: Scene): Facts {
  return named(typedYear === undefined ? nextDate(monthNumber, day, scene) : dateOf(fullYear(typedYear), monthNumber, day));
}

const fullYear = (typed: string): number => (typed.length === 2 ? 2000 + Number(typed) : Number(typed));

const iso = piece('(?<year>\\d{4})[-./](?<month>\\d{1,2})[-./](?<day>\\d{1,2})', (found, facts) =>
  isFree(facts) ? named(dateOf(Number(found.year), Number(found.month), Number(found.day))) : undefined,
);

/** Where 04/05 is the fifth of April to most, while our own texts write the day first: it may be either, and is asked back. */
const monthFirst = new Set(['US', 'CA', 'PH', 'FM', 'MH', 'PW', 'PR', 'GU']);

/** 25.12, 25/12, 12/25/2026, 25-12-26. */
const numeric = piece(
  '(?<first>\\d{1,2})(?<sign>[./-])(?<second>\\d{1,2})(?:\\k<sign>(?<year>\\d{4}|\\d{2}))?(?: ?(?:года|год|г))?\\.?',
  ({ first, sign = '', second, year: typedYear }, facts, scene) => {
    if (!isFree(facts) || (sign === '-' && typedYear === undefined)) return undefined;
    const orders = sign === '/' ? slashOrders(scene) : (['day'] as const);
    const [a, b] = [Number(first), Number(second)];
    const read = (order: 'day' | 'month') => (order === 'day' ? namedDate(a, b, typedYear, scene) : namedDate(b, a, typedYear, scene)).days;
    const days = [...new Set(orders.flatMap((order) => read(order) ?? []))];
    // 12/25 is no 12th of a month, wherever it is written.
    const other = sign === '/' && days.length === 0 ? (read('day') ?? read('month')) : undefined;
    const all = other ?? days;
    if (all.length === 0) return isTime(sign, typedYear, a, b) ? undefined : { wrong: 'no-such-day' };
    return isRatherTime(sign, typedYear, all, scene) ? undefined : { days: all };
  },
);

const slashOrders = ({ country }: Scene): ('day' | 'month')[] => (monthFirst.has(country) ? ['day', 'month'] : ['day']);

/** 10.00 and 18.30 are in no month. */
const isTime = (sign: string, typedYear: string | undefined, a: number, b: number): boolean =>
  sign === '.' && typedYear === undefined && a <= 24 && b <= 59 && (b === 0 || b > 12);

/** 10.05 where an hour is asked for, and the tenth of May cannot be had. */
const isRatherTime = (
  sign: string,
  typedYear: string | undefined,
  [day = '']: string[],
  { bare, today, horizonDays = 60 }: Scene,
): boolean => bare === 'time' && sign === '.' && typedYear === undefined && (day < today || day > addDays(today, horizonDays));

const dayAndMonth = piece(`(?:the )?(?<day>\\d{1,2})${ordinal}?(?: of)? ?${month}${year}?`, (found, facts, scene) =>
  isFree(facts) ? namedDate(Number(found.day), monthOf.get(found.month ?? '') ?? 0, found.year, scene) : undefined,
);

const monthAndDay = piece(`${month} (?:the )?(?<day>\\d{1,2})${ordinal}?(?:,? (?<year>\\d{4}))?`, (found, facts, scene) =>
  isFree(facts) ? namedDate(Number(found.day), monthOf.get(found.month ?? '') ?? 0, found.year, scene) : undefined,
);

const feast = piece(`(?:the )?(?<feast>${anyOf(feastOf.keys())})`, (found, facts, scene) => {
  if (!isFree(facts)) return undefined;
  const [monthNumber = 0, day = 0] = (feastOf.get(found.feast ?? '') ?? '').split('-').map(Number);
  const date = nextDate(monthNumber, day, scene);
  return named(date !== undefined && date < scene.today ? dateOf(Number(date.slice(0, 4)) + 1, monthNumber, day) : date);
});

const relative = piece(`(?:the )?(?<word>${anyOf(daysAhead.keys())})(?:'s)?`, (found, facts, { today }) =>
  isFree(facts) ? { days: [addDays(today, daysAhead.get(found.word ?? '') ?? 0)] } : undefined,
);

const number = '(?<count>\\d{1,3}(?:[.,]\\d)?)';
const span =
  '(?<unit>минут[уы]?|мин\\.?|час(?:ов|а|ик)?|ч\\.?|полчас[а]?|half an hour|hours?|hrs?|h|minutes?|mins?|дн(?:ей|я)|день|days?|недел(?:ю|и|ь)|weeks?|месяц(?:а|ев)?|months?)';

/** "через два часа", "in an hour", "a week from now". */
const after = piece(`(?:(?:еще )?через|спустя|in|within) (?:(?:an? )?${number} ?|an? |about )?${span}(?: time)?`, (found, facts, scene) =>
  isFree(facts) ? ahead(found.count, found.unit ?? '', scene) : undefined,
);
const fromNow = piece(`(?:${number} ?|an? )${span} (?:from (?:now|today)|спустя|later)`, (found, facts, scene) =>
  isFree(facts) ? ahead(found.count, found.unit ?? '', scene) : undefined,
);
/** "через час 20 минут", "через полтора часа" is among the above. */
const hourAndMinutes = piece(
  '(?:через|in) (?:an |(?<hours>\\d{1,2}) ?)?(?:час(?:а|ов)?|ч\\.?|hours?|h)(?: and| и)? (?:(?<minutes>\\d{1,2}) ?(?:минут[уы]?|мин\\.?|м|minutes?|mins?)|(?<half>a half|половиной))',
  ({ hours = '1', minutes, half }, facts, scene) =>
    isFree(facts) ? exactly(Number(hours) * 60 + (half === undefined ? Number(minutes) : 30), scene) : undefined,
);

function ahead(count: string | undefined, unit: string, scene: Scene): Facts | undefined {
  const many = Number((count ?? '1').replace(',', '.'));
  if (/^(?:полчас|half)/.test(unit)) return exactly(30, scene);
  if (/^(?:мин|min)/.test(unit)) return exactly(many, scene);
  if (/^(?:ч|h)/.test(unit)) return exactly(many * 60, scene);
  if (!Number.isInteger(many)) return undefined;
  const { today } = scene;
  // "Через день" is "after a day between" to most people, and "in a day" to some.
  if (unit === 'день' && count === undefined) return { days: [addDays(today, 1), addDays(today, 2)] };
  if (/^(?:д|day)/.test(unit)) return { days: [addDays(today, many)] };
  if (/^(?:мес|month)/.test(unit)) return { days: [Temporal.PlainDate.from(today).add({ months: many }).toString()] };
  const day = addDays(today, 7 * many);
  return { days: [day], week: mondayOf(day) };
}

const exactly = (minutes: number, { now }: Scene): Facts => ({ at: now + Math.round(minutes * 60_000) });

const weekday = `(?<weekday>${anyOf(weekdayOf.keys())})\\.?`;
const which = piece(
  `(?:(?:(?<next>следующ\\p{L}{2,3}|next)|(?<last>прошл\\p{L}{2,3}|минувш\\p{L}{2,3}|last)|эт(?:у|от|о|ой|ому)|ближайш\\p{L}{2,3}|this coming|this|coming) )?${weekday}`,
  ({ next, last, weekday: word = '' }, facts) =>
    facts.weekday === undefined && facts.at === undefined
      ? { weekday: { number: weekdayOf.get(word) ?? 0, which: next ? 'next' : last ? 'last' : 'any' } }
      : undefined,
);
/** "Friday week" is a week after Friday. */
const weekdayWeek = piece(
  `(?:a week on |(?<weeks>\\d|a) weeks? from )${weekday}|(?<britain>${anyOf(weekdayOf.keys())}) week`,
  (found, facts, { today }) => {
    if (!isFree(facts) || facts.weekday) return undefined;
    const target = weekdayOf.get(found.weekday ?? found.britain ?? '') ?? 0;
    const weeks = Number(found.weeks ?? '1') || 1;
    const toMonday = mondayOf(today);
    const inThisWeek = addDays(toMonday, target - 1);
    return { days: [addDays(inThisWeek <= today ? addDays(inThisWeek, 7) : inThisWeek, 7 * weeks)] };
  },
);

const nextWeek = piece('(?:на )?(?:следующ(?:ей|ую)|той|next) (?:недел[еюи]|week)|the week after', (_, facts, { today }) =>
  facts.week === undefined && facts.days === undefined ? { week: addDays(mondayOf(today), 7) } : undefined,
);
const thisWeek = piece('(?:на )?(?:этой|this) (?:неделе|week)', (_, facts, { today }) =>
  facts.week === undefined && facts.days === undefined ? { week: mondayOf(today) } : undefined,
);
const weekend = piece(
  '(?:(?:в|на) )?(?:(?:эти|этих|ближайшие|ближайших) )?выходны(?:е|х)|(?:at |on |over )?(?:the |this )?(?:coming )?weekend',
  (_, facts, { today }) => {
    if (!isFree(facts) || facts.weekday) return undefined;
    const saturday = addDays(mondayOf(today), 5);
    return { days: [saturday, addDays(saturday, 1)].filter((day) => day >= today) };
  },
);

const dayOfMonth = piece(`(?:the )?(?<day>\\d{1,2})(?:${ordinal}(?: числ[оау])?| числ[оау])`, (found, facts, scene) =>
  isFree(facts) ? nextDayOfMonth(Number(found.day), scene) : undefined,
);
const bareDay = piece('(?:(?:на|к|on|for|the) )?(?<day>\\d{1,2})', (found, facts, scene) =>
  scene.bare === 'day' && isFree(facts) && facts.weekday === undefined && facts.time === undefined
    ? nextDayOfMonth(Number(found.day), scene)
    : undefined,
);

function nextDayOfMonth(day: number, { today }: Scene): Facts {
  for (let date = today, i = 0; day > 0 && i < 62; date = addDays(date, 1), i++) if (Number(date.slice(8)) === day) return { days: [date] };
  return { wrong: 'no-such-day' };
}

/** The likelier reading of one place comes first. */
export const dayPieces: readonly Piece[] = [
  ...[iso, dayAndMonth, monthAndDay, numeric, feast, relative],
  ...[hourAndMinutes, after, fromNow, weekdayWeek, which, nextWeek, thisWeek, weekend, dayOfMonth],
];
export const lastDayPieces: readonly Piece[] = [bareDay];
