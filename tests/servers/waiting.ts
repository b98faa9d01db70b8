/** Told whenever something has changed that somebody may wait for. */
export type Watchers = Set<() => void>;

/** Looks now and after every change. Rejects with the complaint when the time is over; the stack names the line that waits. */
export function until<T>(find: () => T | undefined, watchers: Watchers, timeoutMs: number, complain: () => string): Promise<T> {
  const asked = new Error();
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    const stop = () => {
      clearTimeout(timer);
      watchers.delete(look);
    };
    const timer = setTimeout(() => {
      stop();
      asked.message = complain();
      reject(asked);
    }, timeoutMs);
    watchers.add(look);
    look();
  });
}

/** Whether a text contains the wanted one, or fits the pattern. */
export const matches = (wanted: string | RegExp, text: string): boolean =>
  typeof wanted === 'string' ? text.includes(wanted) : new RegExp(wanted, wanted.flags.replace(/[gy]/g, '')).test(text);
