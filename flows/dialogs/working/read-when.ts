import type { Instant } from '../../../db/schema/words.ts';
import { addDays, dayOf, hours, instantOf, minutes } from '../../../notifications/time.ts';
import { readDay, readHour } from '../ordering/read-day.ts';

/** A day that was named, and the time of day when that was named too. */
export interface When {
  day: string;
  at: Instant | undefined;
}

interface Clock {
  now: Instant;
  timezone: string;
}

/** Reads "завтра 14:00", "сб 12", "28.11", "14:30", "tomorrow at 3 pm"; a time alone is the next one there is. Undefined when it is no time. */
export function readWhen(typed: string, { now, timezone }: Clock): When | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/gu, ' ');
  const today = dayOf(now, timezone);
  const words = text.split(' ');
  for (let cut = words.length; cut > 0; cut--) {
    const day = readDay(words.slice(0, cut).join(' ').replace(/,$/, ''), today);
    if (day === undefined) continue;
    const rest = words.slice(cut).join(' ');
    if (rest === '') return { day, at: undefined };
    const at = readHour(rest, day, timezone);
    if (at !== undefined) return { day, at };
  }
  return nextTime(text, { now, timezone });
}

/** Only with minutes or a word beside it: a bare number is the number of a choice. */
function nextTime(text: string, { now, timezone }: Clock): When | undefined {
  if (/^\d{1,2}$/.test(text)) return undefined;
  const today = dayOf(now, timezone);
  const at = readHour(text, today, timezone);
  if (at === undefined) return undefined;
  if (at > now) return { day: today, at };
  const tomorrow = addDays(today, 1);
  return { day: tomorrow, at: readHour(text, tomorrow, timezone) };
}

const after = /^(?:через|in)\s+(?:(\d{1,3}|полтора)\s*)?(минут\p{L}*|мин\.?|час\p{L}*|ч\.?|дн\p{L}*|день|minutes?|min|hours?|h|days?)$/u;

/** Until when something is to be done: like `readWhen`, also "через 2 часа", "in 30 minutes"; a day alone means its evening at six. */
export function readDeadline(typed: string, clock: Clock): Instant | undefined {
  const found = after.exec(typed.trim().toLowerCase());
  if (found) return clock.now + spanOf(found[1], found[2] ?? '');
  const when = readWhen(typed, clock);
  return when && (when.at ?? instantOf(when.day, '18:00', clock.timezone));
}

function spanOf(count: string | undefined, unit: string): number {
  const number = count === 'полтора' ? 1.5 : Number(count ?? 1);
  if (/^(м|min)/.test(unit)) return minutes(number);
  return /^(ч|h)/.test(unit) ? hours(number) : hours(24 * number);
}
