import { randomUUID } from 'node:crypto';
import { Lease } from '../../notifications/lease.ts';
import { follow, type Following } from './follow.ts';

export interface Follower {
  /** Looks for new events now; calls made meanwhile are one more look. */
  nudge(): void;
  /** Resolves when every event is followed. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Follows the events as they come, in one process at a time. `onDone` is told when rules may have put messages into the outbox. */
export function startFollower(following: Following, onDone: () => void): Follower {
  const lease = new Lease('follower', `${process.pid}-${randomUUID().slice(0, 8)}`);
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  function nudge(): void {
    again = true;
    looking ??= look().finally(() => {
      looking = undefined;
      if (again && !stopped) nudge();
    });
  }

  async function look(): Promise<void> {
    while (again && !stopped) {
      again = false;
      try {
        if (!(await lease.hold(following.store, following.now()))) return;
        const count = await follow(following);
        if (count > 0) onDone();
        if (count > 0) again = true;
      } catch (error) {
        following.log.error({ err: error }, 'Following the events failed');
        return;
      }
    }
  }

  return {
    nudge,
    async idle() {
      while (looking) await looking;
    },
    async stop() {
      stopped = true;
      await looking;
      await lease.letGo(following.store).catch(() => undefined);
    },
  };
}
