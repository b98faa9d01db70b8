import type { Instant } from '../../db/schema/words.ts';

/** How long this key must wait before its next turn, in ms; 0 takes the turn. */
export type Pace = (key: string, now: Instant) => number;

/** Lets each key do `burst` things at once and then `perSecond`. Kept in memory: it guards this process, not a promise to anybody. */
export function pace(burst: number, perSecond: number): Pace {
  const keys = new Map<string, { left: number; at: Instant }>();
  return (key, now) => {
    const known = keys.get(key);
    const left = known ? Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond) : burst;
    if (left < 1) return Math.ceil(((1 - left) / perSecond) * 1000);
    keys.delete(key);
    keys.set(key, { left: left - 1, at: now });
    if (keys.size > MOST_KEYS) forgetOldest(keys);
    return 0;
  };
}

const MOST_KEYS = 20_000;

/** The map keeps the order of last use, so the first key is the one that rested longest. */
function forgetOldest(keys: Map<string, unknown>): void {
  const oldest = keys.keys().next();
  if (!oldest.done) keys.delete(oldest.value);
}
