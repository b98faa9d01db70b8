import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Instant } from '../../db/schema/words.ts';
import { addDays, dayOf, instantOf } from '../../notifications/time.ts';

export const periodKinds = ['day', 'week', 'month', 'quarter', 'thirty-days', 'custom'] as const;

const isoDay = z.iso.date();

/** What a person chooses: a kind, and a day in it (today when absent); a custom one has both its ends. */
export const periodForm = z.object({ kind: z.enum(periodKinds), day: isoDay.optional(), until: isoDay.optional() });
export type PeriodForm = z.infer<typeof periodForm>;

/** Whole days in the shop's zone: `fromDay` to `untilDay`, both included; as instants `from` included, `until` not. */
export interface Period {
  fromDay: string;
  untilDay: string;
  from: Instant;
  until: Instant;
}

/** No report looks at more than this at once. */
const longestInDays = 1100;

/** The period of a choice, as the shop's calendar has it. Days whose clocks change are an hour shorter or longer, as they are. */
export function periodOf({ kind, day, until }: PeriodForm, { now, timezone }: { now: Instant; timezone: string }): Period {
  const chosen = day ?? dayOf(now, timezone);
  const [first, last] = ends[kind](Temporal.PlainDate.from(chosen), until ?? chosen);
  return daysBetween(first.toString(), last.toString(), timezone);
}

/** Both days included; ends that came in the wrong order are taken the right way round. */
export function daysBetween(fromDay: string, untilDay: string, timezone: string): Period {
  const [first, last] = [fromDay, untilDay].toSorted() as [string, string];
  const latest = addDays(first, longestInDays - 1);
  const end = last > latest ? latest : last;
  return { fromDay: first, untilDay: end, from: instantOf(first, '00:00', timezone), until: instantOf(end, '24:00', timezone) };
}

type Ends = (day: Temporal.PlainDate, until: string) => [Temporal.PlainDate, Temporal.PlainDate];

const ends: Record<PeriodForm['kind'], Ends> = {
  day: (day) => [day, day],
  week: (day) => [day.subtract({ days: day.dayOfWeek - 1 }), day.add({ days: 7 - day.dayOfWeek })],
  month: (day) => [day.with({ day: 1 }), day.with({ day: day.daysInMonth })],
  quarter(day) {
    const first = day.with({ day: 1, month: day.month - ((day.month - 1) % 3) });
    return [first, first.add({ months: 3 }).subtract({ days: 1 })];
  },
  'thirty-days': (day) => [day.subtract({ days: 29 }), day],
  custom: (day, until) => [day, Temporal.PlainDate.from(until)],
};

/** Each day of a period that has begun, with its midnights. */
export function daysOf({ fromDay, untilDay }: Period, { now, timezone }: { now: Instant; timezone: string }) {
  const today = dayOf(now, timezone);
  const last = untilDay < today ? untilDay : today;
  const days: { day: string; from: Instant; until: Instant }[] = [];
  for (let day = fromDay; day <= last; day = addDays(day, 1))
    days.push({ day, from: instantOf(day, '00:00', timezone), until: instantOf(day, '24:00', timezone) });
  return days;
}
