import { randomUUID } from 'node:crypto';
import { Lease } from '../../notifications/lease.ts';
import { Looker } from '../../notifications/looker.ts';
import { type Following, follow } from './follow.ts';

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
  const looker = new Looker(async () => {
    try {
      if (!(await lease.hold(following.store, following.now()))) return false;
      const count = await follow(following);
      if (count > 0) onDone();
      return count > 0;
    } catch (error) {
      following.log.error({ err: error }, 'Following the events failed');
      return false;
    }
  });

  return {
    nudge: () => looker.nudge(),
    async idle() {
      for (let look = looker.hurry(); look; look = looker.hurry()) await look;
    },
    async stop() {
      await looker.stop();
      await lease.letGo(following.store).catch(() => undefined);
    },
  };
}
