import { describe, expect, test } from 'vitest';
import { looksLikeAmount, readAmount, readOtherUnit } from '../../../flows/catalog/amount.ts';
import { typedNumber } from '../../../flows/orders/typed-number.ts';
import { digitsForWords } from '../../../flows/reading/number-words.ts';
import { plainText } from '../../../flows/reading/plain-text.ts';
import { en } from '../../../flows/texts/en.ts';
import { ru } from '../../../flows/texts/ru.ts';

test.each([
  ['2.5 кг', 2500],
  ['1,5kg', 1500],
  ['2 kilos', 2000],
  ['2 кило', 2000],
  ['полтора килограмма', 1500],
  ['полтора кг', 1500],
  ['два с половиной кг', 2500],
  ['2 с половиной', 2500],
  ['two and a half kilos', 2500],
  ['2 1/2', 2500],
  ['2½ кг', 2500],
  ['1/2 кг', 500],
  ['3/4 kg', 750],
  ['полкило', 500],
  ['half a kilo', 500],
  ['a kilo', 1000],
  ['килограмм', 1000],
  ['кг', 1000],
  ['1 500 г', 1500],
  ['1,500 g', 1500],
  ['750 грамм', 750],
  ['2 кг 500 г', 2500],
  ['2 кг и 300 г', 2300],
  ['три', 3000],
  ['мне 2 кг, пожалуйста', 2000],
  ['давайте 2', 2000],
  ['２．５', 2500],
  ['２,５ кг', 2500],
  ['२ kg', 2000],
  ['٢٫٥', 2500],
  ['около двух', 2000],
  ['на 12 человек', undefined],
  ['12 человек', undefined],
  ['3 lb', undefined],
  ['2 шт', undefined],
  ['2-3 кг', undefined],
  ['2 кг на субботу', undefined],
  ['два торта', undefined],
  ['1.5.5', undefined],
  ['-2', undefined],
])('a weight typed as "%s" is %s', (typed, amount) => {
  expect(readAmount(typed, { unit: 'kg' })).toBe(amount);
});

test.each([
  ['дюжина', 12_000],
  ['полдюжины', 6000],
  ['a dozen', 12_000],
  ['half a dozen', 6000],
  ['two dozen pieces', 24_000],
  ['две дюжины', 24_000],
  ['пару', 2000],
  ['a couple', 2000],
  ['12 штук', 12_000],
  ['двадцать пять штук', 25_000],
  ['twenty-five', 25_000],
  ['сто', 100_000],
  ['5 pcs', 5000],
  ['12 персон', undefined],
  ['2 кг', undefined],
])('pieces typed as "%s" are %s', (typed, amount) => {
  expect(readAmount(typed, { unit: 'piece' })).toBe(amount);
});

test('pounds and ounces are known for what they are', () => {
  expect(['3 lb', '3 lbs', '2 pounds', '5 фунтов', '16 oz', '2 кг'].map(readOtherUnit)).toEqual([1361, 1361, 907, 2268, 454, undefined]);
});

test('how many people come is no amount that cannot be read', () => {
  expect(['12 человек', '12 people', '10 гостей', '8 servings', '-1', '3-4 кг'].map(looksLikeAmount)).toEqual([
    ...[false, false, false, false],
    ...[true, true],
  ]);
});

describe('numbers in words', () => {
  test.each([
    ['двадцать пятого декабря', '25th декабря'],
    ['без двадцати пять', 'без 20 5'],
    ['без двадцати пяти шесть', 'без 25 6'],
    ['две тысячи пятьсот', '2500'],
    ['сто двадцать тысяч', '120000'],
    ['a thousand two hundred', '1200'],
    ['one hundred and five', '105'],
    ['twenty-five', '25'],
    ['six thirty', '6 30'],
    ['столица', 'столица'],
    ['everyone', 'everyone'],
  ])('"%s" is "%s"', (typed, digits) => {
    expect(digitsForWords(plainText(typed))).toBe(digits);
  });
});

test.each([
  '41',
  '№41',
  '№ 41',
  '#41',
  '# 41',
  'no. 41',
  'No 41',
  'no.41',
  'заказ 41',
  'Заказ №41',
  'заказ № 41',
  'order 41',
  'Order #41',
  'order no. 41',
  'номер 41',
  'number 41',
  '４１',
  '٤١',
  ' 41. ',
])('"%s" is the order 41', (typed) => {
  expect(typedNumber(typed)).toBe(41);
});

test.each(['', 'заказ', '41 кг', 'order', '41 42', '#', '4 1', '-41', 'заказ вчера 41'])('"%s" is no number of an order', (typed) => {
  expect(typedNumber(typed)).toBeUndefined();
});

test('a sentence that ends in a short form ends once', () => {
  expect(ru.customer.order.betweenSteps('6 шт.', '12 шт.')).toBe('Так не выйдет, но можно 6 шт. или 12 шт.');
  expect(ru.customer.order.tooMuch('12 шт.')).toBe('Столько за раз не сделаем: наибольшее — 12 шт. О большем спросите менеджера.');
  expect(ru.customer.order.tooLittle('2 кг')).toBe('Столько не получится: наименьшее — 2 кг.');
  expect(en.customer.order.priceSince('50 р.', '60 р.')).toBe('The price has changed since last time: it was 50 р., now it is 60 р.');
});
