import { expect, test } from 'vitest';
import { daysOf, type PeriodForm, periodOf } from '../../../flows/reporting/period.ts';
import { hours } from '../../../notifications/time.ts';

const now = Date.parse('2026-03-29T12:00:00+02:00');
const berlin = { now, timezone: 'Europe/Berlin' };
const days = (form: PeriodForm) => {
  const { fromDay, untilDay } = periodOf(form, berlin);
  return `${fromDay}…${untilDay}`;
};

test('a period is whole days of the shop’s calendar', () => {
  expect(days({ kind: 'day' })).toBe('2026-03-29…2026-03-29');
  expect(days({ kind: 'week' })).toBe('2026-03-23…2026-03-29');
  expect(days({ kind: 'month', day: '2028-02-10' })).toBe('2028-02-01…2028-02-29');
  expect(days({ kind: 'quarter', day: '2026-12-31' })).toBe('2026-10-01…2026-12-31');
  expect(days({ kind: 'thirty-days' })).toBe('2026-02-28…2026-03-29');
  expect(days({ kind: 'custom', day: '2026-03-10', until: '2026-03-01' })).toBe('2026-03-01…2026-03-10');
});

test('the day on which the clocks go forward has 23 hours, the one on which they go back 25', () => {
  const lengthOf = (day: string) => {
    const { from, until } = periodOf({ kind: 'day', day }, berlin);
    return (until - from) / hours(1);
  };
  expect([lengthOf('2026-03-28'), lengthOf('2026-03-29'), lengthOf('2026-10-25')]).toEqual([24, 23, 25]);
});

test('each day of a month over which the clocks change begins where the one before ends, and days to come are left out', () => {
  const month = daysOf(periodOf({ kind: 'month', day: '2026-03-01' }, berlin), berlin);
  expect(month).toHaveLength(29);
  for (const [index, { from }] of month.entries()) expect(from).toBe(month[index - 1]?.until ?? from);
});
