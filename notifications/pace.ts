import type { Sender } from './sender.ts';

/** When the next send of each channel may leave; one number a channel, so it never grows. */
const nextAt = new Map<string, number>();

/** Waits until the channel's pace lets one more message out. Uses the real clock: platforms count in it. */
export async function waitForTurn({ name, perSecond }: Pick<Sender, 'name' | 'perSecond'>): Promise<void> {
  const now = performance.now();
  const at = Math.max(now, nextAt.get(name) ?? 0);
  nextAt.set(name, at + 1000 / perSecond);
  // A small burst passes at once; only what is ahead of it waits.
  if (at - now > 200) await new Promise((resolve) => setTimeout(resolve, at - now));
}

/** Holds a whole channel back, as the platform asked. */
export function holdBack(channel: string, forMs: number): void {
  nextAt.set(channel, Math.max(nextAt.get(channel) ?? 0, performance.now() + forMs));
}
