import Database from 'better-sqlite3';
import { ChannelError } from '../../../notifications/channel-error.ts';
import type { Network } from './messenger.ts';

/**
 * What happens at one call: `error` instead of its effect; `lost`: the effect, and then an error all the same; `kill`: the process ends there,
 * before the effect; `jump` (clock only): it is suddenly another time.
 */
export const faultKinds = ['error', 'lost', 'kill', 'jump'] as const;
export type FaultKind = (typeof faultKinds)[number];

type Where = 'database' | 'network' | 'clock';

/** The world around one Anna: counts her calls to database, network and clock, and lets one of them go wrong. */
export interface World {
  /** Calls so far, while armed. */
  readonly calls: number;
  /** What the struck call was; undefined as long as nothing was struck. */
  readonly struck: string | undefined;
  readonly isDead: boolean;
  /** From now on calls count, and the `at`-th of them goes wrong; 0 lets all pass. */
  arm(at: number, kind: FaultKind): void;
  disarm(): void;
  /** What is asked meanwhile does not count and does not fail. Anna must be at rest. */
  unwatched<T>(ask: () => Promise<T>): Promise<T>;
  /** The process is no more: nothing of this world reaches a file or a network again. */
  die(): void;
  readonly network: Network;
  now(): number;
}

const deadWords = 'this process is dead';

class Injected extends Error {
  override name = 'Injected';
}

let current: World & { at(where: Where, what: string, effect: () => unknown): unknown; own(connection: object): void } | undefined;
const owners = new WeakMap<object, NonNullable<typeof current>>();

/** Opens a world; connections that are first used from now on belong to it. `clock` is the true time in it. */
export function openWorld(clock: () => number): World {
  const connections = new Set<object>();
  let armed: { at: number; kind: FaultKind } | undefined;
  let calls = 0;
  let struck: string | undefined;
  let isDead = false;
  let ahead = 0;

  function at(where: Where, what: string, effect: () => unknown): unknown {
    if (isDead) throw new Injected(deadWords);
    if (!armed) return effect();
    calls += 1;
    if (calls !== armed.at) return effect();
    const { kind } = armed;
    // A clock does not break, it jumps.
    if ((kind === 'jump') !== (where === 'clock') && kind !== 'kill') return effect();
    struck = `${kind} at ${where} ${what}`;
    if (kind === 'jump') {
      ahead += calls % 2 === 0 ? 40_000 : -40_000;
      return effect();
    }
    if (kind === 'kill') world.die();
    if (kind === 'lost') effect();
    throw broken(where, kind, calls);
  }

  const world: NonNullable<typeof current> = {
    at,
    own: (connection) => void connections.add(connection),
    get calls() {
      return calls;
    },
    get struck() {
      return struck;
    },
    get isDead() {
      return isDead;
    },
    arm(at, kind) {
      calls = 0;
      struck = undefined;
      armed = { at, kind };
    },
    disarm: () => {
      armed = undefined;
    },
    async unwatched(ask) {
      const kept = armed;
      armed = undefined;
      try {
        return await ask();
      } finally {
        armed = kept;
      }
    },
    die() {
      isDead = true;
      for (const connection of connections) (connection as Database.Database).close();
    },
    network: (effect) => void at('network', 'send', effect),
    now: () => (at('clock', 'now', () => clock() + ahead) as number) ?? clock(),
  };
  current = world;
  return world;
}

/** What nobody catches ends the process, as in `main.ts`. What a dead process still tries counts no more. */
process.removeAllListeners('warning');
process.on('unhandledRejection', (error) => {
  if (!current || (error instanceof Injected && error.message === deadWords) || current.isDead) return;
  uncaught.set(String(error instanceof Error ? error.stack : error), (uncaught.get(String(error instanceof Error ? error.stack : error)) ?? 0) + 1);
  current.die();
});

/** How often an error that nobody caught ended the process, by its stack. */
export const uncaught = new Map<string, number>();

/** As the engines and platforms put it. */
function broken(where: Where, kind: FaultKind, call: number): Error {
  if (where === 'network') return new ChannelError('injected', kind === 'lost' ? 'unknown' : 'later');
  if (kind === 'kill') return new Injected('injected');
  const [code, words] = call % 2 === 0 ? ['SQLITE_IOERR_WRITE', 'disk I/O error'] : ['SQLITE_FULL', 'database or disk is full'];
  return new Database.SqliteError(words, code);
}

/** Puts itself between better-sqlite3 and everybody: each statement that runs is a call. Done once per process. */
export function watchSqlite(): void {
  const probe = new Database(':memory:');
  const statements = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<string, (...given: unknown[]) => unknown>;
  for (const method of ['run', 'get', 'all']) {
    const original = statements[method];
    if (!original) throw new Error(`better-sqlite3 has no ${method}`);
    statements[method] = function (this: Database.Statement, ...given) {
      return strike(this.database, this.source, () => original.apply(this, given));
    };
  }
  const exec = Database.prototype.exec;
  Database.prototype.exec = function (source) {
    return strike(this, source, () => exec.call(this, source)) as Database.Database;
  };
  probe.close();
}

function strike(connection: Database.Database, source: string, effect: () => unknown): unknown {
  let owner = owners.get(connection);
  if (!owner && current) {
    owner = current;
    owners.set(connection, owner);
    owner.own(connection);
  }
  return owner ? owner.at('database', source.slice(0, 40), effect) : effect();
}
