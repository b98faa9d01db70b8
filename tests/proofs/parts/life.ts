import { AsyncLocalStorage } from 'node:async_hooks';
import { ChannelError } from '../../../notifications/channel-error.ts';
import type { Fate, FaultKind, Where } from './fate.ts';
import type { Network } from './messenger.ts';

/** One life of a process: everything between Anna and her database, her messengers and her clock. */
export interface Life {
  readonly isDead: boolean;
  /** The process is no more: nothing of this life reaches a database or a messenger again. */
  die(): void;
  /** Whatever begins in here, and all that follows from it, belongs to this life. */
  run<T>(work: () => T): T;
  /** Ends with this life. */
  own(connection: object, end: () => void): void;
  /** What goes wrong at this call, if anything does; throws when the life is over. */
  fault(where: Where, what: string): FaultKind | undefined;
  readonly network: Network;
  now(): number;
  /** The clock goes right again. */
  steady(): void;
}

/** Thrown by everything that a dead process still tries. */
export class Dead extends Error {
  override name = 'Dead';
}

const lives = new AsyncLocalStorage<Life>();

/** The life that the present call belongs to. */
export const presentLife = (): Life | undefined => lives.getStore();

/** Begins a life. `clock` is the true time. */
export function beginLife(clock: () => number, fate: Fate): Life {
  const owned = new Map<object, () => void>();
  let isDead = false;
  let ahead = 0;

  const life: Life = {
    get isDead() {
      return isDead;
    },
    die() {
      isDead = true;
      for (const end of owned.values()) end();
      owned.clear();
    },
    run: (work) => lives.run(life, work),
    own(connection, end) {
      if (isDead) end();
      else owned.set(connection, end);
    },
    fault(where, what) {
      if (isDead) throw new Dead('This process is dead');
      const kind = fate.next(where, what);
      if (kind === 'jump') ahead += fate.calls % 2 === 0 ? 40_000 : -40_000;
      if (kind === 'kill') life.die();
      if (kind === 'kill') throw new Dead('This process was killed');
      return kind;
    },
    network(effect) {
      const kind = life.fault('network', 'send');
      if (kind === 'error') throw new ChannelError('injected', 'later');
      effect();
      if (kind === 'lost') throw new ChannelError('injected', 'unknown');
    },
    now() {
      life.fault('clock', 'now');
      return clock() + ahead;
    },
    steady: () => {
      ahead = 0;
    },
  };
  return life;
}

/** How often an error that nobody caught ended a process, by its stack. */
export const uncaught = new Map<string, number>();

/** What nobody catches ends the process, as in `main.ts`. What a dead process still tries counts no more. */
export function watchUncaught(lifeNow: () => Life | undefined): void {
  process.removeAllListeners('warning');
  process.on('unhandledRejection', (error) => {
    const life = lifeNow();
    if (!life || life.isDead || error instanceof Dead) return;
    const stack = String(error instanceof Error ? error.stack : error);
    uncaught.set(stack, (uncaught.get(stack) ?? 0) + 1);
    life.die();
  });
}
