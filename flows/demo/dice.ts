/** Chance that repeats: the same seed throws the same. */
export interface Dice {
  /** From 0 up to 1. */
  throw(): number;
  /** A whole number, both ends included. */
  between(min: number, max: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Picks by weight. */
  weigh<T>(list: readonly T[], weight: (each: T, index: number) => number): T;
}

/** Dice by a seed (mulberry32: small, and random enough for scenery). */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const self: Dice = {
    throw: next,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    happens: (probability) => next() < probability,
    pick: (list) => self.weigh(list, () => 1),
    weigh(list, weight) {
      const weights = list.map(weight);
      let left = next() * weights.reduce((sum, each) => sum + each, 0);
      const found =
        list.find((_, index) => {
          left -= weights[index] ?? 0;
          return left < 0;
        }) ?? list.at(-1);
      if (found === undefined) throw new Error('There is nothing to pick from');
      return found;
    },
  };
  return self;
}
