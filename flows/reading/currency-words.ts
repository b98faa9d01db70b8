import { plainText } from './plain-text.ts';

/** What people say and `Intl` does not. */
const spoken: Record<string, string> = {
  RUB: 'р руб рублик рубликов rur rubles rouble ruble roubles',
  BYN: 'р руб бел.руб br',
  USD: 'бакс бакса баксов долл доллар доллара долларов buck bucks us$',
  EUR: 'евро euro euros',
  GBP: 'quid фунт фунта фунтов',
  KZT: 'тг тнг тенге tg tenge',
  UAH: 'грн гривен гривень hrn',
  KGS: 'сом сомов',
  UZS: 'сум сумов',
  GEL: 'лари',
  AMD: 'драм драмов',
};

/** A hundredth by its names, where it has one that is used. */
const hundredths: Record<string, RegExp> = {
  ...ofEach('RUB BYN UAH', /^(?:коп|копе(?:йка|йки|ек)|kop|kopecks?)\.?$/u),
  ...ofEach('KZT', /^тиын(?:а|ов)?\.?$/u),
  ...ofEach('USD EUR CAD AUD NZD SGD HKD', /^(?:цент(?:а|ов)?|cents?|c|ct|¢)\.?$/u),
  ...ofEach('GBP', /^(?:p|pence|penny|пенс(?:а|ов)?|пенни)\.?$/u),
};

function ofEach(currencies: string, words: RegExp): Record<string, RegExp> {
  return Object.fromEntries(currencies.split(' ').map((currency) => [currency, words]));
}

export const isHundredth = (word: string, currency: string): boolean => hundredths[currency]?.test(word) ?? false;

const locales = ['ru-RU', 'en-GB', 'en-US'];
const displays = ['narrowSymbol', 'symbol', 'code', 'name'] as const;
const counts = [1, 2, 5, 1.5];

const ownWords = new Map<string, ReadonlySet<string>>();

/** Every way in which a currency is written beside a sum, as plain text without the full stop. */
export function wordsOf(currency: string): ReadonlySet<string> {
  const known = ownWords.get(currency) ?? new Set([...writtenWays(currency), ...(spoken[currency]?.split(' ') ?? [])]);
  ownWords.set(currency, known);
  return known;
}

function writtenWays(currency: string): string[] {
  const written = locales.flatMap((locale) =>
    displays.flatMap((currencyDisplay) => {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay, minimumFractionDigits: 0 });
      return (currencyDisplay === 'name' ? counts : [1]).map((count) => nameIn(format.formatToParts(count)));
    }),
  );
  return written
    .flatMap((name) => [name, name.replaceAll(' ', ''), ...name.split(' ').filter((word) => /^\p{L}{3,}$/u.test(word))])
    .map(bareWord);
}

const nameIn = (parts: Intl.NumberFormatPart[]): string => plainText(parts.find(({ type }) => type === 'currency')?.value ?? '');

/** Without the full stop of a short form. */
export const bareWord = (word: string): string => word.trim().replace(/\.$/, '');

let everyWord: ReadonlyMap<string, string> | undefined;

/** The currency that a word names, when it is one; the first of several that share it. */
export function currencyOf(word: string): string | undefined {
  everyWord ??= new Map(
    [...Intl.supportedValuesOf('currency').toReversed(), ...Object.keys(spoken).toReversed()].flatMap((currency) =>
      [...wordsOf(currency)].map((each) => [each, currency] as const),
    ),
  );
  return everyWord.get(word);
}
