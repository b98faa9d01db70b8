import type { Product } from './products.ts';

type Sold = Pick<Product, 'minAmount' | 'maxAmount' | 'stepAmount' | 'unit'>;

/** Why an amount cannot be sold. */
export type BadAmount = 'less' | 'more' | 'step';

/** Whether this much can be sold; amounts are in thousandths of the unit. */
export function badAmount({ minAmount, maxAmount, stepAmount }: Sold, amount: number): BadAmount | undefined {
  if (amount < minAmount) return 'less';
  if (amount > maxAmount) return 'more';
  return (amount - minAmount) % stepAmount === 0 ? undefined : 'step';
}

/** The amounts on both sides of one that lies between two steps. */
export function nearestAmounts({ minAmount, maxAmount, stepAmount }: Sold, amount: number): [number, number] {
  const below = minAmount + Math.floor((amount - minAmount) / stepAmount) * stepAmount;
  return [below, Math.min(maxAmount, below + stepAmount)];
}

/** Some sensible amounts to choose from: the smallest ones close together, then wider, the largest last. */
export function usualAmounts({ minAmount, maxAmount, stepAmount }: Sold, count = 7): number[] {
  const all = Array.from({ length: Math.floor((maxAmount - minAmount) / stepAmount) + 1 }, (_, i) => minAmount + i * stepAmount);
  if (all.length <= count) return all;
  const near = all.slice(0, count - 3);
  const far = all.slice(count - 3);
  return [...near, ...[1, 2, 3].map((third) => far[Math.round((third * far.length) / 3) - 1] ?? maxAmount)];
}

/** Thousandths; a map, for people may type "constructor" too. */
const wordAmounts = new Map<string, number>([
  ...words(500, 'полкило'),
  ...words(1500, 'полтора', 'полторы'),
  ...words(1000, 'один', 'одна', 'одну', 'one'),
  ...words(2000, 'два', 'две', 'two'),
  ...words(3000, 'три', 'three'),
  ...words(4000, 'четыре', 'four'),
  ...words(5000, 'пять', 'five'),
  ...words(6000, 'шесть', 'six'),
  ...words(7000, 'семь', 'seven'),
  ...words(8000, 'восемь', 'eight'),
  ...words(9000, 'девять', 'nine'),
  ...words(10_000, 'десять', 'ten'),
  ...words(12_000, 'двенадцать', 'дюжина', 'дюжину', 'twelve', 'dozen'),
]);

function words(amount: number, ...all: string[]): [string, number][] {
  return all.map((word) => [word, amount]);
}

const unitWords: Record<Product['unit'], RegExp> = {
  kg: /^(?:кг|kg|kgs|кило|kilo|kilos|килограмма?|килограммов|kilograms?)?\.?$/u,
  piece: /^(?:шт|штук[аи]?|pcs?|pieces?)?\.?$/u,
  tier: /^(?:ярус(?:а|ов)?|этаж(?:а|ей)?|tiers?)?\.?$/u,
};
const grams = /^(?:г|гр|грамм(?:а|ов)?|g|gr|grams?)\.?$/u;
const kgAndGrams = /^(\d{1,3})\s*(?:кг|kg)\.?\s*(\d{1,3})\s*(?:г|гр|грамм(?:а|ов)?|g|gr|grams?)\.?$/u;
const roughly = /^(?:[~≈]|около|примерно|где-то|about|around)\s*/u;
const halves: Record<string, string> = { '½': '5', '¼': '25', '¾': '75' };

/** Reads "2,5 кг", "2.5", "٢", "2½", "1500 г", "2 кг 500 г", "полтора" as thousandths of the unit; undefined when it is no amount of this unit. */
export function readAmount(typed: string, { unit }: Pick<Sold, 'unit'>): number | undefined {
  const text = plainAmount(typed);
  const [, kilos, rest] = (unit === 'kg' && kgAndGrams.exec(text)) || [];
  if (kilos !== undefined) return Number(kilos) * 1000 + Number(rest);
  const [, digits, fraction, half, word = ''] = /^(\d{1,6})(?:[.,](\d{1,3}))?( с половиной| and a half)?\s*([\p{L}.]*)$/u.exec(text) ?? [];
  if (digits === undefined) return amountInWords(text, unit);
  const amount = Number(`${digits}.${fraction ?? '0'}`) + (half ? 0.5 : 0);
  if (unit === 'kg' && grams.test(word)) return Math.round(amount);
  return unitWords[unit].test(word) ? Math.round(amount * 1000) : undefined;
}

/** Somebody means an amount, though it is none that we can read: "-1", "1e9", "3-4 кг". */
export const looksLikeAmount = (typed: string): boolean => /^[-+]?\d[\d\s.,/e⁄×x*–—-]*\s?\p{L}{0,10}\.?$/u.test(plainAmount(typed));

const plainAmount = (typed: string): string =>
  westernDigits(typed)
    .replace(roughly, '')
    .replace(/(?<!\d)(\d*)\s?([½¼¾])/u, (_, whole: string, half: string) => `${whole || '0'}.${halves[half]}`);

function amountInWords(text: string, unit: Product['unit']): number | undefined {
  const [, first = '', half, word = ''] = /^(\p{L}+)( с половиной| and a half)?(?:\s+([\p{L}.]+))?$/u.exec(text) ?? [];
  const whole = wordAmounts.get(first);
  return whole === undefined || !unitWords[unit].test(word) ? undefined : whole + (half ? 500 : 0);
}

/** Arabic, Persian and full-width digits as 0–9, their decimal sign as a point; lower case, without spaces around and signs that nobody sees. */
export const westernDigits = (text: string): string =>
  text
    .replace(invisible, '')
    .trim()
    .toLowerCase()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replaceAll('٫', '.');

/** Zero-width signs and marks of direction, as they come with copied text. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
