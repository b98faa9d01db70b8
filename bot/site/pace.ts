import type { Instant } from '../../db/schema/words.ts';

/** How long this key must wait before its next turn, in ms; 0 takes the turn. */
export type Pace = (key: string, now: Instant) => number;

interface Turns {
  left: number;
  at: Instant;
}

/** Lets each key do `burst` things at once and then `perSecond`. Kept in memory: it guards this process, not a promise to anybody. */
export function pace(burst: number, perSecond: number): Pace {
  const keys = new Map<string, Turns>();
  const leftOf = ({ left, at }: Turns, now: Instant) => Math.min(burst, left + (Math.max(0, now - at) / 1000) * perSecond);
  const isRested = (turns: Turns, now: Instant) => leftOf(turns, now) === burst;
  return (key, now) => {
    const known = keys.get(key);
    const left = known ? leftOf(known, now) : burst;
    if (left < 1) return Math.ceil(((1 - left) / perSecond) * 1000);
    keys.delete(key);
    keys.set(key, { left: left - 1, at: now });
    forget(keys, (oldest) => isRested(oldest, now));
    return 0;
  };
}

const MOST_KEYS = 20_000;

/**
 * Each new key may push out two old ones that are as good as new. The map keeps the order of last use, so the first key is the one that rested
 * longest; of too many keys it goes in any case.
 */
function forget(keys: Map<string, Turns>, isRested: (turns: Turns) => boolean): void {
  for (const [key, turns] of [...keys.entries().take(2)]) if (keys.size > MOST_KEYS || isRested(turns)) keys.delete(key);
}
