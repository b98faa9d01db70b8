/** One measured figure. Times in milliseconds. */
export interface Figure {
  perSecond: number;
  p50: number;
  p99: number;
}

/** Runs `work` on `callers` endless loops for a while and counts what ended in it; the first part is a warm-up that is not counted. */
export async function closedLoop(
  callers: number,
  { warmupMs, measureMs }: Span,
  work: (caller: number, turn: number) => Promise<void>,
): Promise<Figure> {
  const begin = performance.now() + warmupMs;
  const end = begin + measureMs;
  const times: number[] = [];
  const loop = async (caller: number) => {
    for (let turn = 0; performance.now() < end; turn++) {
      const from = performance.now();
      await work(caller, turn);
      const till = performance.now();
      if (from >= begin && till <= end) times.push(till - from);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => loop(caller)));
  return figureOf(times, measureMs);
}

/** The same for a fixed amount of work, shared out to `callers`. */
export async function fixedWork(callers: number, count: number, work: (index: number) => Promise<void>): Promise<Figure> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const loop = async () => {
    while (next < count) {
      const index = next++;
      const from = performance.now();
      await work(index);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: callers }, loop));
  return figureOf(times, performance.now() - began);
}

export interface Span {
  warmupMs: number;
  measureMs: number;
}

/** `tookMs` is the time of all of them, when they ran side by side. */
export function figureOf(times: readonly number[], tookMs = times.reduce((sum, each) => sum + each, 0)): Figure {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { perSecond: (times.length * 1000) / tookMs, p50: at(0.5), p99: at(0.99) };
}

/** The middle one of several rounds, by speed. */
export const median = (figures: Figure[]): Figure => {
  const middle = figures.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(figures.length / 2)];
  if (!middle) throw new Error('Nothing was measured');
  return middle;
};
