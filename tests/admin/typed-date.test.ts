import { expect, test } from 'vitest';
import { monthAfter, shownBirthday, shownDay, typedBirthday, typedDay, typedTime, weeksOf } from '../../admin/components/ui/typed-date.ts';

test('a day reads as its reader writes it, whatever the browser speaks', () => {
  expect(shownDay('2026-11-02', 'ru')).toBe('02.11.2026');
  expect(shownDay('2026-11-02', 'en')).toBe('02/11/2026');
  expect(shownDay('', 'ru')).toBe('');
});

test('people type a day as they like, and what is no day is none', () => {
  for (const typed of ['5.3.2027', '05/03/2027', '5-3-27', '5 3 2027', ' 05.03.2027. '])
    expect(typedDay(typed, '2026-11-22')).toBe('2027-03-05');
  expect(typedDay('5.3', '2026-11-22')).toBe('2026-03-05');
  for (const typed of ['31.02.2027', '1.13.2027', 'завтра', '5', '2027']) expect(typedDay(typed, '2026-11-22')).toBeUndefined();
});

test('a time may be typed without its colon', () => {
  expect(['9', '930', '9.30', '18:05', '00:00'].map(typedTime)).toEqual(['09:00', '09:30', '09:30', '18:05', '00:00']);
  expect(['25', '9:75', 'noon', ''].map(typedTime)).toEqual([undefined, undefined, undefined, undefined]);
});

test('a month begins on Monday, shows whole weeks, and January follows December', () => {
  const weeks = weeksOf('2026-11');
  expect(weeks[0]?.[0]).toEqual({ iso: '2026-10-26', isInside: false });
  expect(weeks[0]?.[6]).toEqual({ iso: '2026-11-01', isInside: true });
  expect(weeks).toHaveLength(6);
  expect(weeksOf('2027-02')).toHaveLength(4);
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2027-01', -1)).toBe('2026-12');
});

test('a birthday may be typed without its year, and reads back as it was typed', () => {
  expect(['8.3', '08.03.1990', '29.02', '30.02', ''].map(typedBirthday)).toEqual([
    '--03-08',
    '1990-03-08',
    '--02-29',
    undefined,
    undefined,
  ]);
  expect(shownBirthday('--03-08', 'ru')).toBe('08.03');
  expect(shownBirthday('1990-03-08', 'en')).toBe('08/03/1990');
});
