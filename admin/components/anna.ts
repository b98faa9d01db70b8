import type { Language, Localized } from '../../db/schema/words.ts';
import { readSum } from '../../flows/reading/read-sum.ts';
import type { FrameState } from '../frame-state.ts';

declare global {
  interface Window {
    ANNA: FrameState;
    __webpack_nonce__: string;
  }
}

/** What the page knows from the start. */
export const anna = window.ANNA;

/** This page's texts in the visitor's language. */
export const said = <T>(texts: Record<Language, T>): T => texts[anna.language];

/** Whether the visitor may: only to hide what would be refused; the server asks again. */
export const can = (action: FrameState['can'][number]): boolean => anna.can.includes(action);

const locale = anna.language === 'ru' ? 'ru-RU' : 'en-GB';
const { currency, timezone: timeZone } = anna.shop;
const digits = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
const sum = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
const whole = new Intl.NumberFormat(locale, { ...sum, minimumFractionDigits: 0, maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat(locale, sum);
const counting = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
const dayForm = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
const longDay = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
const timeForm = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
const plurals = new Intl.PluralRules(locale);

/** Money in minor units as the shop writes it. */
export const money = (amount: number): string => (amount % 10 ** digits === 0 ? whole : exact).format(amount / 10 ** digits);
/** Minor units of what was typed ("1 500,50", "£45"); undefined when it is no sum, may be one of two, or is in another currency. */
export function readMoney(text: string): number | undefined {
  const sum = readSum(text, { currency, language: anna.language });
  return sum && 'is' in sum ? sum.is : undefined;
}
/** A sum as it stands in an input. */
export const plainMoney = (amount: number): string => String(amount / 10 ** digits).replace('.', anna.language === 'ru' ? ',' : '.');
export const number = (value: number): string => counting.format(value);
/** `21 Nov`, with the year when it is another one. */
export const day = (at: number): string => (yearOf(at) === yearOf(Date.now()) ? dayForm : dayOfYear).format(at);
export const fullDay = (at: number): string => longDay.format(at);
export const time = (at: number): string => timeForm.format(at);
export const moment = (at: number): string => `${day(at)}, ${time(at)}`;
/** The shop's ISO date at an instant. */
export const dayOf = (at: number): string => isoDay.format(at);
const yearOf = (at: number): string => dayOf(at).slice(0, 4);

/** "5 min ago", "in 2 days". */
export function ago(at: number, now = Date.now()): string {
  const minutes = (at - now) / 60_000;
  const size = Math.abs(minutes);
  if (size < 60) return relative.format(Math.round(minutes), 'minute');
  if (size < 60 * 36) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}

/** How long something has lasted: "17 min", "3 days". */
export function lasting(since: number, now = Date.now()): string {
  const minutes = Math.max(0, now - since) / 60_000;
  const [value, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 60 * 36 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(Number(value)));
}

/** `1 order`, `5 заказов`. */
export const count = (value: number, forms: Partial<Record<Intl.LDMLPluralRule, string>>): string =>
  `${number(value)} ${forms[plurals.select(value)] ?? forms.other ?? ''}`;

/** The reader's words, or those that exist. */
export const titleOf = (title: Localized): string => title[anna.language] ?? title.en ?? title.ru ?? '';

/** Where a screen is opened. */
export const screenUrl = (name: string, query: Record<string, string | number> = {}): string => {
  const words = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
  return `/admin/pages/${name}${words && `?${words}`}`;
};
