import { setTimeout as pause } from 'node:timers/promises';
import { ChannelError } from './channel-error.ts';
import type { Sender } from './sender.ts';

/** When the next send of each channel may leave; one number a channel, so it never grows. */
const nextAt = new Map<string, number>();

/** The longest that a message waits here: its row is leased meanwhile, and must not come due again while somebody still means to send it. */
const mostPatienceMs = 10_000;

/**
 * Waits until the channel's pace lets one more message out. Throws `later` when that takes too long, or when the program is `ending`: nothing
 * was sent then. Uses the real clock: platforms count in it.
 */
export async function waitForTurn({ name, perSecond }: Pick<Sender, 'name' | 'perSecond'>, ending?: AbortSignal): Promise<void> {
  const now = performance.now();
  const at = Math.max(now, nextAt.get(name) ?? 0);
  if (at - now > mostPatienceMs) throw new ChannelError('The channel is held back', 'later', { retryAfterMs: Math.ceil(at - now) });
  nextAt.set(name, at + 1000 / perSecond);
  // A small burst passes at once; only what is ahead of it waits.
  if (at - now > 200) await pause(at - now, undefined, { ...(ending && { signal: ending }) }).catch(() => undefined);
  if (ending?.aborted) throw new ChannelError('The program is ending', 'later', { retryAfterMs: 0 });
}

/** Holds a whole channel back, as the platform asked. */
export function holdBack(channel: string, forMs: number): void {
  nextAt.set(channel, Math.max(nextAt.get(channel) ?? 0, performance.now() + forMs));
}
