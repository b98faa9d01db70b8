import { AsyncLocalStorage } from 'node:async_hooks';
import { guarded, type Store, type Tx, type TxOptions } from './store.ts';

/** What a scope needs of its engine's connection. */
export interface Connection {
  readonly drizzle: object;
  exec(sql: string): unknown;
  /** False once the engine has dropped the transaction by itself (disk full). */
  inTransaction(): boolean;
}

/** One running transaction, or a savepoint inside one. */
export class Scope {
  readonly tx: Tx;
  readonly effects: (() => void)[] = [];
  readonly #connection: Connection;
  readonly #outer: Scope | undefined;
  readonly #depth: number;
  #state: 'open' | 'kept' | 'dropped' = 'open';
  #children: Promise<unknown> | undefined;

  constructor(connection: Connection, outer?: Scope) {
    this.#connection = connection;
    this.#outer = outer;
    this.#depth = outer ? outer.#depth + 1 : 0;
    this.tx = guarded(connection.drizzle, () => this.isOver() || !connection.inTransaction());
  }

  isOver(): boolean {
    return this.#state !== 'open' || (this.#outer?.isOver() ?? false);
  }

  /** Rolled back, itself or around it: what still runs in it must write nothing, not even in a transaction of its own. */
  isDropped(): boolean {
    return this.#state === 'dropped' || (this.#outer?.isDropped() ?? false);
  }

  end(state: 'kept' | 'dropped'): void {
    this.#state = state;
  }

  /** Runs the work and then waits for nested transactions that it did not wait for itself. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await work(this.tx);
    while (this.#children) await this.#children;
    return result;
  }

  /** Runs nested work in a savepoint, after the siblings that came before it: savepoints are a stack and cannot interleave. */
  nest<T>(inside: (scope: Scope) => Promise<T>): Promise<T> {
    const turn = (this.#children ?? Promise.resolve()).then(() => this.#savepoint(inside));
    const settled = turn.then(ignore, ignore).then(() => {
      if (this.#children === settled) this.#children = undefined;
    });
    this.#children = settled;
    return turn;
  }

  async #savepoint<T>(inside: (scope: Scope) => Promise<T>): Promise<T> {
    if (this.isOver()) throw new Error('The transaction around this one is over: an await is missing');
    const inner = new Scope(this.#connection, this);
    const name = `nested_${inner.#depth}`;
    await this.#connection.exec(`SAVEPOINT ${name}`);
    try {
      const result = await inside(inner);
      await this.#connection.exec(`RELEASE SAVEPOINT ${name}`);
      inner.end('kept');
      this.effects.push(...inner.effects);
      return result;
    } catch (error) {
      inner.end('dropped');
      await this.#undo(name);
      throw error;
    }
  }

  /** Once the outer transaction is over, the connection may already serve somebody else. */
  async #undo(savepoint: string): Promise<void> {
    if (this.isOver() || !this.#connection.inTransaction()) return;
    await this.#connection.exec(`ROLLBACK TO SAVEPOINT ${savepoint}`);
    await this.#connection.exec(`RELEASE SAVEPOINT ${savepoint}`);
  }
}

const ignore = () => {};

/** Runs work as an outermost transaction; each engine has its way. */
type Outermost = <T>(inside: (scope: Scope) => Promise<T>, options: TxOptions) => Promise<T>;

/** What both engines have in common: calls inside a transaction nest, and effects wait for the outermost commit. */
export function nestable(outermost: Outermost, report: (error: unknown) => void): Pick<Store, 'tx' | 'afterCommit'> {
  const scopes = new AsyncLocalStorage<Scope>();
  return {
    tx(work, options = {}) {
      const scope = scopes.getStore();
      if (scope?.isDropped()) return Promise.reject(new Error('The transaction around this one was rolled back: an await is missing'));
      const inside = (own: Scope) => scopes.run(own, () => own.run(work));
      return scope && !scope.isOver() ? scope.nest(inside) : outermost(inside, options);
    },
    afterCommit(effect) {
      const scope = scopes.getStore();
      if (scope && !scope.isOver()) scope.effects.push(effect);
      else if (!scope?.isDropped()) attempt(effect, report);
    },
  };
}

/** One bad effect must not keep the others from running. */
export function attempt(effect: () => void, report: (error: unknown) => void): void {
  try {
    effect();
  } catch (error) {
    report(error);
  }
}
