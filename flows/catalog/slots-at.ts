import { instantOf } from '../../notifications/time.ts';
import type { Time } from '../reading/read-when.ts';
import type { Slot } from './slots.ts';

/** The windows of a day that fit one of the times that were named; several: it may mean each of them. */
export function slotsAt(slots: readonly Slot[], times: readonly Time[], day: string, timezone: string): Slot[] {
  const at = (time: string) => instantOf(day, time, timezone);
  const fitting = new Set(times.flatMap((time) => slotsFor(slots, time, at)));
  return slots.filter((slot) => fitting.has(slot));
}

function slotsFor(slots: readonly Slot[], { at, by, from, until }: Time, instant: (time: string) => number): readonly Slot[] {
  if (at !== undefined) return holding(slots, instant(at));
  if (by !== undefined) return endingBy(slots, instant(by));
  const [opens, closes] = [from === undefined ? -Infinity : instant(from), until === undefined ? Infinity : instant(until)];
  const whole = slots.filter((slot) => slot.from >= opens && slot.until <= closes);
  return whole.length > 0 ? whole : slots.filter((slot) => slot.from < closes && slot.until > opens);
}

/** At the hour of closing it is the last window. */
function holding(slots: readonly Slot[], at: number): Slot[] {
  const found = slots.filter(({ from, until }) => from <= at && at < until);
  return found.length > 0 ? found : slots.filter(({ until }) => until === at).slice(-1);
}

/** "By six": the window that ends then, or the one that begins then. */
const endingBy = (slots: readonly Slot[], at: number): Slot[] => slots.filter(({ from, until }) => from <= at && at <= until);
