import { digitsForWords } from '../reading/number-words.ts';
import { plainText } from '../reading/plain-text.ts';
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

const kilos = 'кг|kgs?|кило|kilos?|килограмм(?:а|ов)?|kilogram(?:me)?s?';
const grams = 'г|гр|грамм(?:а|ов)?|g|gr|grams?';
const unitWords: Record<Product['unit'], RegExp> = {
  kg: new RegExp(`^(?:${kilos})?\\.?$`, 'u'),
  piece: /^(?:шт|штук[аиу]?|штучк[аиу]|pcs?|pieces?)?\.?$/u,
  tier: /^(?:ярус(?:а|ов)?|этаж(?:а|ей)?|tiers?)?\.?$/u,
};
const gramWord = new RegExp(`^(?:${grams})\\.?$`, 'u');
const kgAndGrams = new RegExp(`^(\\d{1,3}) ?(?:${kilos})\\.? ?(?:и |and )?(\\d{1,3}) ?(?:${grams})\\.?$`, 'u');
const halfKilo = new RegExp(`(?<![\\p{L}\\d])(?:пол|half(?: an?)?)[ -]?(?:${kilos})(?!\\p{L})`, 'u');
const wholeKilo = new RegExp(`^(?:an? )?(?:${kilos})\\.?$`, 'u');
const roughly = /^(?:[~≈]|около|примерно|где-то|about|around|roughly)\s*/u;
const fillers =
  /^(?:(?:ну|давайте|давай|мне|нам|можно|хочу|нужно|надо|лучше|пожалуйста|please|i want|i'd like|let's say)[, ]{1,3}){1,3}|(?<![, ])[, ]{1,3}(?:пожалуйста|please)$/gu;
const signs: Record<string, string> = { '½': '1/2', '¼': '1/4', '¾': '3/4', '⅓': '1/3', '⅔': '2/3', '⅛': '1/8' };

/** Reads "2,5 кг", "2.5", "٢", "2½", "2 1/2", "1500 г", "2 кг 500 г", "полтора", "a dozen" as thousandths of the unit; undefined when it is no amount of it. */
export function readAmount(typed: string, { unit }: Pick<Sold, 'unit'>): number | undefined {
  const text = plainAmount(typed);
  const [, whole, rest] = (unit === 'kg' && kgAndGrams.exec(text)) || [];
  if (whole !== undefined) return Number(whole) * 1000 + Number(rest);
  const [, digits, word = ''] = /^(\d{1,6}(?:[.,]\d{1,3})?) ?([\p{L}.]*)$/u.exec(text) ?? [];
  if (digits === undefined) return undefined;
  // Nobody means a gram and a half by "1,500 g".
  if (unit === 'kg' && gramWord.test(word))
    return Math.round(Number(/[.,]\d{3}$/.test(digits) ? digits.replace(/[.,]/, '') : digits.replace(',', '.')));
  return unitWords[unit].test(word) ? Math.round(Number(digits.replace(',', '.')) * 1000) : undefined;
}

const otherUnits: [RegExp, number][] = [
  [/^(?:lbs?|pounds?|фунт(?:а|ов)?)\.?$/u, 453.592],
  [/^(?:oz|ounces?|унци(?:я|и|й|ю))\.?$/u, 28.35],
];

/** Pounds and ounces in thousandths of a kilogram, to say how much that is; undefined when it is none of these. */
export function readOtherUnit(typed: string): number | undefined {
  const [, digits = '', word = ''] = /^(\d{1,6}(?:[.,]\d{1,3})?) ?([\p{L}.]+)$/u.exec(plainAmount(typed)) ?? [];
  const grams = otherUnits.find(([words]) => words.test(word))?.[1];
  return grams === undefined ? undefined : Math.round(Number(digits.replace(',', '.')) * grams);
}

const forPeople = /человек|чел\.|людей|персон|гост(?:ей|я)|порци|people|persons?|guests?|servings?/u;

/** Somebody means an amount, though it is none that we can read: "-1", "1e9", "3-4 кг". For how many people is another question. */
export const looksLikeAmount = (typed: string): boolean => {
  const text = plainAmount(typed);
  return /^[-+]?\d[\d\s.,/e⁄×x*–—-]*\s?\p{L}{0,10}\.?$/u.test(text) && !forPeople.test(text);
};

const plainAmount = (typed: string): string =>
  digitsForWords(plainText(typed).replace(roughly, '').replace(fillers, ''))
    .replace(/[?!]/gu, '')
    .replace(/[½¼¾⅓⅔⅛]/gu, (sign) => ` ${signs[sign]}`)
    .trim()
    .replace(halfKilo, '0.5 кг')
    .replace(wholeKilo, '1 кг')
    .replace(/(?<![\d.,])(?:(\d{1,3}) )?([1-7])[/⁄]([2-8])(?!\d)/u, (_, whole: string | undefined, a: string, b: string) =>
      fraction(Number(whole ?? 0), Number(a), Number(b)),
    )
    .replace(/(?<=^\d{1,3}) (?=\d{3}(?!\d))/u, '');

const fraction = (whole: number, above: number, below: number): string => String(Math.round((whole + above / below) * 1000) / 1000);
