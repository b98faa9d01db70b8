import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatsFor } from '../../../flows/format.ts';
import { readSum } from '../../../flows/reading/read-sum.ts';

const currencies = Intl.supportedValuesOf('currency');
const languages = ['ru', 'en'] as const;
const digitsOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
const said = (currency: string, language: 'ru' | 'en', amount: number) =>
  formatsFor(language, { currency, timezone: 'Europe/Moscow' }).money(amount);

test('every sum that the shop writes can be typed back, in each currency and language', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...currencies),
      fc.constantFrom(...languages),
      fc.oneof(
        fc.nat(999_999_999),
        fc.nat(99_999).map((whole) => whole * 1000),
      ),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.replace(/\s/gu, ' '),
        (text: string) => text.replace(/\s/gu, ''),
        (text: string) => ` ${text.toUpperCase()} `,
      ),
      (currency, language, amount, retyped) => {
        expect(readSum(retyped(said(currency, language, amount)), { currency, language })).toEqual({ is: amount });
      },
    ),
    { numRuns: 5000 },
  );
});

test('every currency is there at least once, whole and with decimals', () => {
  for (const currency of currencies)
    for (const language of languages)
      for (const amount of [0, 1, 50, 1500, 150_000, 123_456, 125_000_000, 999_999_999])
        expect([currency, language, readSum(said(currency, language, amount), { currency, language })]).toEqual([
          currency,
          language,
          { is: amount },
        ]);
});

test('what was written for readers of the other language is never another sum without a question', () => {
  fc.assert(
    fc.property(fc.constantFrom(...currencies.filter((each) => digitsOf(each) < 3)), fc.nat(99_999_999), (currency, amount) => {
      const read = readSum(said(currency, 'en', amount), { currency, language: 'ru' });
      const sums = read && ('is' in read ? [read.is] : 'either' in read ? read.either : []);
      expect(sums).toContain(amount);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['RUB', 'ru', '3000', 3000_00],
  ['RUB', 'ru', '3 000,50 ₽', 3000_50],
  ['RUB', 'ru', '1 500 руб. 50 коп.', 1500_50],
  ['RUB', 'ru', '1 500 рублей', 1500_00],
  ['RUB', 'ru', '50 коп.', 50],
  ['RUB', 'ru', '5к', 5000_00],
  ['RUB', 'ru', '1.5к', 1500_00],
  ['RUB', 'ru', '2,5 тыс. руб.', 2500_00],
  ['RUB', 'ru', '3 т.р.', 3000_00],
  ['RUB', 'ru', 'полторы тысячи', 1500_00],
  ['RUB', 'ru', 'две тысячи пятьсот', 2500_00],
  ['RUB', 'ru', 'три тысячи рублей', 3000_00],
  ['RUB', 'ru', '1.250,00', 1250_00],
  ['RUB', 'ru', '1,250.00', 1250_00],
  ['RUB', 'ru', '١٥٠٠', 1500_00],
  ['RUB', 'en', '₽1,500', 1500_00],
  ['GBP', 'en', '£45', 45_00],
  ['GBP', 'en', '1,500', 1500_00],
  ['GBP', 'en', '£5.50', 5_50],
  ['GBP', 'en', '£5 50p', 5_50],
  ['GBP', 'en', '5 pounds 50', 5_50],
  ['GBP', 'en', '80p', 80],
  ['GBP', 'en', 'twenty quid', 20_00],
  ['GBP', 'en', 'a hundred and five pounds', 105_00],
  ['GBP', 'ru', '45 фунтов', 45_00],
  ['USD', 'en', '$1,250.00', 1250_00],
  ['USD', 'en', '1.5k', 1500_00],
  ['USD', 'en', 'USD 300', 300_00],
  ['USD', 'en', '12 bucks', 12_00],
  ['USD', 'en', '5 dollars 25 cents', 5_25],
  ['USD', 'en', "1'250.00", 1250_00],
  ['KZT', 'ru', '5000 ₸', 5000_00],
  ['KZT', 'ru', '5000 тг', 5000_00],
  ['KZT', 'ru', '5 000 тенге', 5000_00],
  ['UAH', 'ru', '500 грн', 500_00],
  ['BYN', 'ru', '12,50 р.', 12_50],
  ['JPY', 'en', '1,500', 1500],
  ['JPY', 'en', '1.500', 1500],
  ['KWD', 'en', '1.500', 1500],
  ['KWD', 'ru', '1,500', 1500],
  ['KWD', 'en', 'KWD 1,500', 1_500_000],
] as const)('in %s (%s) "%s" is %s', (currency, language, typed, amount) => {
  expect(readSum(typed, { currency, language })).toEqual({ is: amount });
});

test.each([
  ['USD', 'en', '1.500', [1_50, 1500_00]],
  ['USD', 'en', '1.234', [1234_00]],
  ['EUR', 'ru', '1.500', [1_50, 1500_00]],
  ['RUB', 'ru', '1,500', [1_50, 1500_00]],
  ['KWD', 'ru', '1.500', [1500, 1_500_000]],
] as const)('in %s (%s) "%s" may be one of %s, and is asked back', (currency, language, typed, either) => {
  expect(readSum(typed, { currency, language })).toEqual({ either });
});

test.each([
  ['RUB', '$50', 'USD'],
  ['RUB', '50 евро', 'EUR'],
  ['RUB', '500 грн', 'UAH'],
  ['USD', '500 руб', 'RUB'],
  ['GBP', '€45', 'EUR'],
  ['KZT', '500 р.', 'RUB'],
  ['USD', 'CA$50', 'CAD'],
] as const)('in a shop of %s "%s" is %s and never our own', (currency, typed, other) => {
  expect(readSum(typed, { currency, language: 'en' })).toEqual({ currency: other });
});

test.each(['-500', 'абв', '', '12 кг', '1 50', '1,50,00', '12.345.6', '5.555', 'завтра', '8 912 345-67-89', '1e9', '100%', '12:30'])(
  '"%s" is no sum of ours',
  (typed) => {
    const read = readSum(typed, { currency: 'RUB', language: 'ru' });
    expect(read && 'is' in read).toBeFalsy();
  },
);
