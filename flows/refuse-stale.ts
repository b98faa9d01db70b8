import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { Refused } from './refused.ts';

/**
 * Refuses with `shop.changed-meanwhile` when somebody else has saved what a person is about to save: `seen` is what the person's form began
 * with, `present` what is there now. Nothing is refused when it is not said what was seen.
 */
export function refuseStale<T>(form: z.ZodType<T>, seen: T | undefined, present: unknown): void {
  if (seen === undefined) return;
  const now = form.safeParse(present);
  if (now.success && !isDeepStrictEqual(now.data, seen)) throw new Refused('shop.changed-meanwhile');
}
