import { describe, expect, test } from 'vitest';
import { readAmount, usualAmounts } from '../../flows/catalog/amount.ts';
import { findFreeDays } from '../../flows/catalog/free-days.ts';
import { priceOf } from '../../flows/catalog/price.ts';
import { seal, sealWith, unseal } from '../../flows/clients/allergies.ts';
import { cleanPhone } from '../../flows/clients/phone.ts';
import { searchable } from '../../flows/clients/search.ts';
import { newWorld } from '../world.ts';

const choice = (key: string, surcharge: number, per: 'item' | 'unit') => ({ key, title: {}, surcharge, per });
const cake = {
  price: 2000_00,
  options: [
    { key: 'filling', title: {}, choices: [choice('plain', 0, 'unit'), choice('cherry', 200_00, 'unit')] },
    { key: 'decor', title: {}, choices: [choice('none', 0, 'item'), choice('figure', 1200_00, 'item')] },
  ],
};

test('2.5 kg with cherry and a figure: the surcharge per kg counts 2.5 times, the figure once', () => {
  expect(priceOf(cake, { filling: 'cherry', decor: 'figure' }, 2500)).toBe(5000_00 + 500_00 + 1200_00);
  expect(priceOf(cake, { filling: 'plain', decor: 'none' }, 1500)).toBe(3000_00);
});

test('tiers and pieces are whole numbers of the unit, and no kopeck is lost or made', () => {
  expect(priceOf({ price: 333, options: [] }, {}, 3000)).toBe(999);
  expect(priceOf({ price: 333, options: [] }, {}, 2500)).toBe(833);
});

test.each([
  ['2,5 кг', 2500],
  ['2.5', 2500],
  ['1500 г', 1500],
  ['полтора', 1500],
  ['полтора кг', 1500],
  ['3kg', 3000],
  ['٣', 3000],
  ['۲٫۵', 2500],
  ['2 шт', undefined],
  ['два торта', undefined],
  ['как обычно', undefined],
  ['2 кг на субботу', undefined],
  ['', undefined],
])('a weight typed as "%s" is %s thousandths of a kilogram', (typed, amount) => {
  expect(readAmount(typed, { unit: 'kg' })).toBe(amount);
});

test('the offered amounts begin with the smallest ones and end with the largest', () => {
  expect(usualAmounts({ unit: 'kg', minAmount: 1500, maxAmount: 6000, stepAmount: 500 })).toEqual([
    1500, 2000, 2500, 3000, 4000, 5000, 6000,
  ]);
  expect(usualAmounts({ unit: 'tier', minAmount: 2000, maxAmount: 5000, stepAmount: 1000 })).toEqual([2000, 3000, 4000, 5000]);
});

describe('free days', () => {
  const now = Date.parse('2027-03-01T11:00:00+03:00');

  test('begin when the slowest item can be ready', async () => {
    const { store, shop } = await newWorld();
    const [first] = await findFreeDays(store.read, await shop(), { now, noticeHours: 48 });
    expect(first?.day).toBe('2027-03-03');
    expect(first?.slots.map(({ from }) => new Date(from).toISOString().slice(11, 16))).toEqual(['09:00', '11:00', '13:00', '15:00']);
  });

  test('are without days off, closed days and full days', async () => {
    const { store, shop } = await newWorld();
    const set = await shop();
    const changed = { ...set, hours: { ...set.hours, 4: null }, closedDays: ['2027-03-05'], placesOn: { '2027-03-06': 0 } };
    const found = await findFreeDays(store.read, changed, { now, noticeHours: 48 });
    expect(found.slice(0, 3).map(({ day }) => day)).toEqual(['2027-03-03', '2027-03-07', '2027-03-08']);
  });

  test('end at the horizon', async () => {
    const { store, shop } = await newWorld();
    const found = await findFreeDays(store.read, { ...(await shop()), horizonDays: 5 }, { now, noticeHours: 0 });
    expect(found.at(-1)?.day).toBe('2027-03-06');
  });

  test('keep their hours when the clock is put forward', async () => {
    const { store, shop } = await newWorld();
    const berlin = { ...(await shop()), timezone: 'Europe/Berlin' };
    const found = await findFreeDays(store.read, berlin, { now, noticeHours: 24 });
    const opens = (day: string) => new Date(found.find((each) => each.day === day)?.slots[0]?.from ?? 0).toISOString();
    expect([opens('2027-03-27'), opens('2027-03-28')]).toEqual(['2027-03-27T09:00:00.000Z', '2027-03-28T08:00:00.000Z']);
  });
});

test.each([
  ['8 912 345-67-89', '+79123456789'],
  ['+7 (912) 345 67 89', '+79123456789'],
  ['9123456789', '+79123456789'],
  ['+44 20 7946 0958', '+442079460958'],
  ['٨٩١٢٣٤٥٦٧٨٩', '+79123456789'],
  ['12345', undefined],
  ['позвоните маме', undefined],
])('a phone typed as "%s" is %s', (typed, phone) => {
  expect(cleanPhone(typed, 'RU')).toBe(phone);
});

test('a client is found by any piece: letters without case and ё, digits of the phone', () => {
  expect(searchable('Алёна Королёва', '+79123454417', null, '@Alena')).toBe('алена королева 79123454417 @alena');
});

test('health data is opened only by the secret that closed it', () => {
  sealWith('one');
  const sealed = seal('орехи');
  expect(unseal(sealed)).toBe('орехи');
  sealWith('another');
  expect(unseal(sealed)).toBeUndefined();
});
