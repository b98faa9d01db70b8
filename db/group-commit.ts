import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import { DatabaseBusy, DeadlinePassed, isBusy } from './errors.ts';
import { attempt, type Connection, Scope } from './scope.ts';

/** Work that waits for its turn; `run` answers what to tell the caller once the commit is durable. */
export interface Job {
  run(scope: Scope): Promise<() => void>;
  reject(reason: unknown): void;
}

interface Waiting extends Job {
  readonly since: number;
  /** Runs a function in the caller's async context, not in that of whoever started the batch. */
  readonly context: <R>(run: () => R) => R;
}

interface Done {
  readonly job: Waiting;
  readonly scope: Scope;
  readonly resolve: () => void;
}

interface Settings {
  /** The longest that a job may wait for another process, and then the longest that it may run. */
  readonly deadlineInMs: number;
  readonly report: (error: unknown) => void;
}

const MOST_PER_COMMIT = 512;

/**
 * Runs transactions one after another on the only writing connection and commits all that are ready together:
 * a commit costs one flush however many share it. Each is kept or dropped alone, by its savepoint.
 */
export class GroupCommit {
  readonly #client: Database;
  readonly #connection: Connection;
  readonly #settings: Settings;
  readonly #commands: Record<'begin' | 'commit' | 'rollback' | 'save' | 'release' | 'undo', Statement>;
  #queue: Waiting[] = [];
  #draining: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #expire: (() => void) | undefined;

  constructor(client: Database, drizzle: object, settings: Settings) {
    this.#client = client;
    this.#settings = settings;
    this.#connection = { drizzle, exec: (sql) => client.exec(sql), inTransaction: () => client.inTransaction };
    this.#commands = {
      begin: client.prepare('BEGIN IMMEDIATE'),
      commit: client.prepare('COMMIT'),
      rollback: client.prepare('ROLLBACK'),
      save: client.prepare('SAVEPOINT job'),
      release: client.prepare('RELEASE job'),
      undo: client.prepare('ROLLBACK TO job'),
    };
  }

  add({ run, reject }: Job): void {
    this.#queue.push({ run, reject, since: performance.now(), context: AsyncLocalStorage.snapshot() });
    this.#draining ??= this.#drain();
  }

  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      await nextTurn(); // so that all requests that are ready now get into the same batch
      await this.#batch(this.#queue.splice(0, MOST_PER_COMMIT));
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#draining = undefined;
  }

  async #batch(jobs: Waiting[]): Promise<void> {
    let done: Done[] = [];
    for (const job of jobs) {
      const bare = !this.#client.inTransaction;
      if (bare && !(await this.#begin(job))) continue;

      const scope = new Scope(this.#connection);
      try {
        if (!bare) this.#commands.save.run();
        const resolve = await this.#withDeadline(job, scope);
        if (!this.#client.inTransaction) throw new Error('The database dropped the transaction');
        if (!bare) this.#commands.release.run();
        scope.end('kept');
        done.push({ job, scope, resolve });
      } catch (error) {
        scope.end('dropped');
        done = this.#undo(bare, error, done);
        job.reject(error);
      }
    }
    if (this.#client.inTransaction) this.#finish(done);
  }

  /** Waits without blocking anybody while another process writes; false when the job was turned away. */
  async #begin(job: Waiting): Promise<boolean> {
    for (;;) {
      try {
        this.#commands.begin.run();
        return true;
      } catch (error) {
        const waited = performance.now() - job.since;
        if (isBusy(error) && waited < this.#settings.deadlineInMs) {
          await pause(1 + Math.random() * Math.min(20, waited));
          continue;
        }
        job.reject(isBusy(error) ? new DatabaseBusy('Another program has kept the database locked for too long', { cause: error }) : error);
        return false;
      }
    }
  }

  /** Takes back one job; when the engine has dropped the whole batch (disk full), its earlier jobs are rejected too. Answers those that still stand. */
  #undo(bare: boolean, error: unknown, done: Done[]): Done[] {
    try {
      if (this.#client.inTransaction && !bare) {
        this.#commands.undo.run();
        this.#commands.release.run();
        return done;
      }
    } catch (worse) {
      this.#settings.report(worse);
    }
    this.#drop(done, error);
    return [];
  }

  #finish(done: Done[]): void {
    try {
      this.#commands.commit.run();
    } catch (error) {
      this.#drop(done, error);
      return;
    }
    for (const { job, scope, resolve } of done) {
      for (const effect of scope.effects) job.context(() => attempt(effect, this.#settings.report));
      resolve();
    }
  }

  #drop(done: Done[], error: unknown): void {
    if (this.#client.inTransaction) this.#commands.rollback.run();
    for (const { job, scope } of done) {
      scope.end('dropped');
      job.reject(error);
    }
  }

  /** One timer serves all jobs in turn: starting a new one for each would cost more than a small transaction's share. */
  #withDeadline(job: Waiting, scope: Scope): Promise<() => void> {
    this.#timer ??= setTimeout(() => this.#expire?.(), this.#settings.deadlineInMs);
    this.#timer.refresh();
    return new Promise((resolve, reject) => {
      this.#expire = () => reject(new DeadlinePassed(`A transaction took longer than ${this.#settings.deadlineInMs} ms`));
      job.context(() => job.run(scope)).then(resolve, reject);
    });
  }
}
