import type { Instant, Language, Localized, Minor } from '../db/schema/words.ts';
import { dayOf, instantOf } from '../notifications/time.ts';
import type { Shop } from './shop.ts';
import { wordsIn } from './words-in.ts';

/** How money, amounts, days and hours look to one reader of this shop. */
export interface Formats {
  money(amount: Minor): string;
  /** `2.5 kg`: amounts are in thousandths of the unit. */
  amount(amount: number, unit: string): string;
  /** `Saturday, 21 November` */
  day(at: Instant): string;
  /** The same of a day of another year: `Saturday, 21 November 2026` */
  dayOfYear(at: Instant): string;
  /** `Sat 21.11` */
  shortDay(at: Instant): string;
  /** `21.11` */
  date(at: Instant): string;
  time(at: Instant): string;
  /** Day and time of day. */
  moment(at: Instant): string;
  /** The hand-over window. */
  window(from: Instant | null, until: Instant | null): string;
  /** The reader's words, or those that exist. */
  title(title: Localized): string;
}

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };
const unitWords: Record<Language, Record<string, Partial<Record<Intl.LDMLPluralRule, string>>>> = {
  ru: { kg: { other: 'кг' }, piece: { other: 'шт.' }, tier: { one: 'ярус', few: 'яруса', many: 'ярусов', other: 'яруса' } },
  en: { kg: { other: 'kg' }, piece: { one: 'pc', other: 'pcs' }, tier: { one: 'tier', other: 'tiers' } },
};

const made = new Map<string, Formats>();

/** The formats of a reader; made once per language, currency and zone, for `Intl` objects are dear. */
export function formatsFor(language: Language, shop: Pick<Shop, 'currency' | 'timezone'>): Formats {
  const key = `${language} ${shop.currency} ${shop.timezone}`;
  let formats = made.get(key);
  if (formats) return formats;
  formats = makeFormats(language, shop);
  made.set(key, formats);
  return formats;
}

function makeFormats(language: Language, { currency, timezone }: Pick<Shop, 'currency' | 'timezone'>): Formats {
  const locale = locales[language];
  const digits = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  // Narrow: English otherwise writes "RUB" and "US$".
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const whole = new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: 0, maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat(locale, style);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const plural = new Intl.PluralRules(locale);
  const day = new Intl.DateTimeFormat(locale, { timeZone: timezone, weekday: 'long', day: 'numeric', month: 'long' });
  const dayOfYear = new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const shortDay = new Intl.DateTimeFormat(locale, { timeZone: timezone, weekday: 'short', day: '2-digit', month: '2-digit' });
  const date = new Intl.DateTimeFormat(locale, { timeZone: timezone, day: '2-digit', month: '2-digit' });
  const time = new Intl.DateTimeFormat(locale, { timeZone: timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

  const formats: Formats = {
    money: (amount) => (amount % 10 ** digits === 0 ? whole : exact).format(amount / 10 ** digits),
    amount: (amount, unit) =>
      `${number.format(amount / 1000)} ${unitWords[language][unit]?.[plural.select(amount / 1000)] ?? unitWords[language][unit]?.other ?? unit}`,
    day: (at) => day.format(at),
    dayOfYear: (at) => dayOfYear.format(at),
    shortDay: (at) => shortDay.format(at),
    date: (at) => date.format(at),
    time: (at) => time.format(at),
    moment: (at) => `${shortDay.format(at)}, ${time.format(at)}`,
    window: (from, until) =>
      from === null ? '—' : `${day.format(from)}, ${time.format(from)}${until === null ? '' : `–${time.format(until)}`}`,
    title: (title) => wordsIn(title, language),
  };
  return formats;
}

/** The noon of an ISO date, for showing a day. */
export const noonOf = (day: string, timezone: string): Instant => instantOf(day, '12:00', timezone);

/** An ISO date in full, with its year when that is not the present one. */
export function dayInFull(day: string, { f, shop, now }: { f: Formats; shop: Pick<Shop, 'timezone'>; now: Instant }): string {
  const noon = noonOf(day, shop.timezone);
  return day.slice(0, 4) === dayOf(now, shop.timezone).slice(0, 4) ? f.day(noon) : f.dayOfYear(noon);
}

/** Whether two instants fall on one day of the shop. */
export const sameDay = (a: Instant, b: Instant, timezone: string): boolean => dayOf(a, timezone) === dayOf(b, timezone);

/** The reader's words, or those that exist. */
export const titleIn = (title: Localized, language: Language): string => title[language] ?? title.en ?? title.ru ?? '';
