import type { Language, Minor } from '../../db/schema/words.ts';
import { bareWord, currencyOf, isHundredth, wordsOf } from './currency-words.ts';
import { digitsForWords } from './number-words.ts';
import { plainText } from './plain-text.ts';

/** A sum in minor units; one that may be either of some; or one in another currency than ours. */
export type Sum = { is: Minor } | { either: Minor[] } | { currency: string };

interface Money {
  /** ISO code of the shop's currency. */
  currency: string;
  /** Of the reader: it says which sign stands before the decimals. */
  language: Language;
}

/**
 * Reads "3000", "£1,250.00", "1 250,00 ₽", "1 500 руб. 50 коп.", "1.5к", "полторы тысячи": whatever the shop itself writes in this language,
 * and as people write it. Undefined when it is no sum.
 */
export function readSum(typed: string, money: Money): Sum | undefined {
  const text = digitsForWords(plainText(typed));
  const [, before = '', number = '', after = ''] = shape.exec(text) ?? [];
  const rest = restOf(after, money);
  if (number === '' || !rest) return undefined;
  const word = bareWord(before) || rest.word;
  if (bareWord(before) !== '' && rest.word !== '') return undefined;
  if (word === '' && rest.fraction !== undefined) return undefined;
  if (word !== '' && !wordsOf(money.currency).has(word)) {
    const currency = currencyOf(word);
    return currency === undefined ? undefined : { currency };
  }
  return sumOf(number, rest, money);
}

/** What stands before a number, the number with the signs between its digits, what stands behind. */
const shape = /^(\D{0,30})(\d{1,15}(?:[.,']\d{1,15}| \d{3}(?!\d)){0,6})(.{0,60})$/su;

interface Rest {
  isThousands: boolean;
  word: string;
  /** "50" of "500 руб. 50 коп." */
  fraction: string | undefined;
  isHundredths: boolean;
}

const thousands = /^(?:к|k|т\.?(?= ?р)|т|тыс\.?|тысяч[аи]?|thousand|grand)(?!\p{L})\.? ?/u;

/** What stands after the number. */
function restOf(after: string, { currency }: Money): Rest | undefined {
  const text = after.trim();
  // The kyat and the kwacha are written K.
  const thousand = wordsOf(currency).has(bareWord(text)) ? '' : (thousands.exec(text)?.[0] ?? '');
  const [, word = '', fraction, small = ''] = /^([^\d]*)(?:(\d{1,3}) ?(\D{0,12}))?$/u.exec(text.slice(thousand.length)) ?? [];
  if (fraction !== undefined && small !== '' && !isHundredth(small, currency)) return undefined;
  if (fraction !== undefined && small === '' && fraction.length !== digitsOf(currency)) return undefined;
  if (/\d/.test(text) && fraction === undefined) return undefined;
  const isHundredths = fraction === undefined && isHundredth(word.trim(), currency);
  return { isThousands: thousand !== '', word: isHundredths ? '' : bareWord(word), fraction, isHundredths };
}

/** How many digits the minor unit has: 2 for most, none for the yen, 3 for the dinar. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

function sumOf(number: string, { isThousands, fraction, isHundredths }: Rest, { currency, language }: Money): Sum | undefined {
  const digits = digitsOf(currency);
  if (isHundredths) return /^\d{1,2}$/.test(number) ? { is: Number(number) } : undefined;
  const readings = isThousands ? decimalOf(number, 3).map((each) => each * 1000) : readingsOf(number, { digits, language });
  const minor = readings.map((value) => Math.round(value * 10 ** digits) + (fraction === undefined ? 0 : minorOf(fraction, digits)));
  const [only] = minor;
  if (only === undefined || (fraction !== undefined && /[.,]\d{1,2}$/.test(number))) return undefined;
  return minor.length === 1 && !isDoubtful(number, digits, language) ? { is: only } : { either: minor.toSorted((a, b) => a - b) };
}

const minorOf = (fraction: string, digits: number): Minor => (fraction.length <= digits ? Number(fraction) : Number.NaN);

const isGrouped = (number: string, sign: string): boolean => {
  const [first = '', ...groups] = number.split(sign);
  return groups.length > 0 && /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
};

/** "1.5", "1,5": one sign and at most so many decimals; more of them are nothing but noughts. */
function decimalOf(number: string, digits: number): number[] {
  const [, whole, fraction = ''] = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(number) ?? [];
  return whole === undefined || !/^0*$/.test(fraction.slice(digits)) ? [] : [Number(`${whole}.${fraction || '0'}`)];
}

/** One sign before exactly three digits: thousands to some and decimals to others. */
function readingsOf(number: string, { digits, language }: { digits: number; language: Language }): number[] {
  const grouped = splitGroups(number);
  if (grouped) return decimalOf(grouped, digits);
  const sign = /^\d{1,3}([.,])\d{3}$/.exec(number)?.[1];
  if (sign === undefined) return decimalOf(number, digits);
  const asGroups = isGrouped(number, sign) ? [Number(number.replace(sign, ''))] : [];
  const asDecimals = decimalOf(number, digits);
  if (digits === 0 || (sign === ',' && language === 'en')) return asGroups.length > 0 ? asGroups : asDecimals;
  if (digits === 3 && sign === decimalSign[language]) return asDecimals;
  return [...asDecimals, ...asGroups];
}

const decimalSign: Record<Language, string> = { ru: ',', en: '.' };

/** What would be one reading only because the other has too many decimals is asked all the same. */
const isDoubtful = (number: string, digits: number, language: Language): boolean =>
  digits > 0 && digits < 3 && /^[1-9]\d{0,2}[.,]\d{3}$/.test(number) && !(number.includes(',') && language === 'en');

/** "1 250,00", "1,250.00", "1.250.000": without the signs between thousands, when it is certain which they are. */
function splitGroups(number: string): string | undefined {
  const signs = [...number.replace(/\d/g, '')];
  const [first = ''] = signs;
  const last = signs.at(-1) ?? '';
  const hasDecimals = /[.,]/.test(last) && signs.indexOf(last) === signs.length - 1 && signs.length > 1;
  const groups = hasDecimals ? number.slice(0, number.lastIndexOf(last)) : number;
  const isCertain = hasDecimals || signs.length > 1 || first === ' ' || first === "'";
  if (!isCertain || !isGrouped(groups, first)) return undefined;
  return groups.replaceAll(first, '') + (hasDecimals ? `.${number.slice(number.lastIndexOf(last) + 1)}` : '');
}
