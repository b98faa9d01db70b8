/** A clock that stands still until told otherwise. */
export type FixedClock = { now(): number; advance(ms: number): void; set(ms: number): void };

/** A clock that starts at an epoch millisecond and moves only by `advance` and `set`. */
export function fixedClock(start: number): FixedClock {
  let at = start;
  return {
    now: () => at,
    advance: (ms) => {
      at += ms;
    },
    set: (ms) => {
      at = ms;
    },
  };
}
