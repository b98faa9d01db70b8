import { describe, expect, test } from 'vitest';
import dayBefore from '../../notifications/reminders/day-before.ts';
import { addWorkingMinutes, type Calendar, instantOf, isOpen, nextOpening, openingOf } from '../../notifications/time.ts';

const weekdays = ['10:00', '20:00'] as const;
const moscow: Calendar = {
  timezone: 'Europe/Moscow',
  hours: { 1: weekdays, 2: weekdays, 3: weekdays, 4: weekdays, 5: weekdays, 6: ['11:00', '16:00'], 7: null },
  closedDays: ['2026-12-31'],
};
const at = (day: string, time: string, timezone = 'Europe/Moscow') => instantOf(day, time, timezone);
const shown = (instant: number) => new Date(instant).toISOString();

describe('working time', () => {
  test('five working minutes over a weekend end on Monday five minutes after opening', () => {
    expect(shown(addWorkingMinutes(at('2026-11-21', '15:58'), 5, moscow))).toBe(shown(at('2026-11-23', '10:03')));
    expect(shown(addWorkingMinutes(at('2026-11-22', '13:00'), 5, moscow))).toBe(shown(at('2026-11-23', '10:05')));
  });

  test('minutes within a day are plain minutes', () => {
    expect(shown(addWorkingMinutes(at('2026-11-20', '12:00'), 90, moscow))).toBe(shown(at('2026-11-20', '13:30')));
  });

  test('a day off that the owner named counts as closed', () => {
    expect(openingOf('2026-12-31', moscow)).toBeUndefined();
    expect(shown(nextOpening(at('2026-12-31', '12:00'), moscow))).toBe(shown(at('2027-01-01', '10:00')));
  });

  test('the shop is open from its first minute and closed from its last', () => {
    expect(isOpen(at('2026-11-20', '10:00'), moscow)).toBe(true);
    expect(isOpen(at('2026-11-20', '20:00'), moscow)).toBe(false);
    expect(isOpen(at('2026-11-22', '12:00'), moscow)).toBe(false);
  });

  test('a shop that never opens does not hold up the clock', () => {
    const never: Calendar = { ...moscow, hours: { 1: null, 2: null, 3: null, 4: null, 5: null, 6: null, 7: null } };
    expect(addWorkingMinutes(at('2026-11-20', '12:00'), 10, never)).toBe(at('2026-11-20', '12:10'));
  });
});

describe('the wall clock where it jumps', () => {
  test('a time that the clock skips in spring becomes the later one', () => {
    expect(shown(instantOf('2026-03-29', '02:30', 'Europe/Berlin'))).toBe('2026-03-29T01:30:00.000Z');
  });

  test('a time that comes twice in autumn is the first of the two', () => {
    expect(shown(instantOf('2026-10-25', '02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
  });

  test('the reminder of the day before comes at noon of the shop, also over the change of the clock', () => {
    const berlin: Calendar = { ...moscow, timezone: 'Europe/Berlin' };
    expect(shown(dayBefore.at(instantOf('2026-03-29', '15:00', 'Europe/Berlin'), berlin))).toBe('2026-03-28T11:00:00.000Z');
    expect(shown(dayBefore.at(instantOf('2026-10-26', '09:00', 'Europe/Berlin'), berlin))).toBe('2026-10-25T11:00:00.000Z');
  });
});

test('a shop that is open until midnight closes at the midnight that ends the day', () => {
  expect(shown(instantOf('2026-11-21', '24:00', 'Europe/Moscow'))).toBe(shown(instantOf('2026-11-22', '00:00', 'Europe/Moscow')));
});
