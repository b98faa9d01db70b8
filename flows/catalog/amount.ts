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
export function usualAmounts({ minAmount, maxAmount, stepAmount }: Sold, count = 6): number[] {
  const all = Array.from({ length: Math.floor((maxAmount - minAmount) / stepAmount) + 1 }, (_, i) => minAmount + i * stepAmount);
  if (all.length <= count) return all;
  const near = all.slice(0, count - 2);
  const far = all.slice(count - 2);
  return [...near, far[Math.floor((far.length - 1) / 3)] ?? maxAmount, far[Math.floor((2 * (far.length - 1)) / 3)] ?? maxAmount];
}

const wordAmounts: Record<string, number> = {
  полкило: 500,
  полтора: 1500,
  полторы: 1500,
  один: 1000,
  одна: 1000,
  два: 2000,
  две: 2000,
  три: 3000,
  четыре: 4000,
  пять: 5000,
  one: 1000,
  two: 2000,
  three: 3000,
  four: 4000,
  five: 5000,
};
const unitWords: Record<Product['unit'], RegExp> = {
  kg: /^(?:кг|kg|kgs|кило|kilo|kilos|килограмма?|килограммов|kilograms?)?\.?$/u,
  piece: /^(?:шт|штук[аи]?|pcs?|pieces?)?\.?$/u,
  tier: /^(?:ярус(?:а|ов)?|этаж(?:а|ей)?|tiers?)?\.?$/u,
};
const grams = /^(?:г|гр|грамм(?:а|ов)?|g|gr|grams?)\.?$/u;

/** Reads "2,5 кг", "2.5", "٢", "1500 г", "полтора" as thousandths of the unit; undefined when it is no amount of this unit. */
export function readAmount(text: string, { unit }: Pick<Sold, 'unit'>): number | undefined {
  const [, digits, fraction, word = ''] = /^(\d{1,6})(?:[.,](\d{1,3}))?\s*([\p{L}.]*)$/u.exec(westernDigits(text)) ?? [];
  if (digits === undefined) return amountInWords(text, unit);
  const amount = Number(`${digits}.${fraction ?? '0'}`);
  if (unit === 'kg' && grams.test(word)) return Math.round(amount);
  return unitWords[unit].test(word) ? Math.round(amount * 1000) : undefined;
}

function amountInWords(text: string, unit: Product['unit']): number | undefined {
  const [first = '', word = '', ...rest] = text.trim().toLowerCase().split(/\s+/);
  return rest.length === 0 && unitWords[unit].test(word) ? wordAmounts[first] : undefined;
}

/** Arabic and Persian digits as 0–9, their decimal sign as a point; lower case without spaces around. */
export const westernDigits = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replaceAll('٫', '.');
