import { setTimeout as pause } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { DatabaseBusy, DeadlinePassed, isBusy, isConflict } from './errors.ts';
import { dialect } from './kit.ts';
import { reportToLog } from './log-errors.ts';
import { attempt, type Connection, nestable, Scope } from './scope.ts';
import type { Reader, Store, StoreOptions, TxOptions } from './store.ts';

type Inside<T> = (scope: Scope) => Promise<T>;

const MOST_ATTEMPTS = 20;
const WRITERS = 10;
const READERS = 6;

// The driver gives both as text, for fear of numbers beyond 2^53; ours stay below.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** Opens a migrated database through two pools, so that transactions which wait for a read cannot keep that read waiting. */
export function openPostgres(url: string, options: StoreOptions = {}): Store {
  if (dialect !== 'postgres') throw new Error('This process was started for SQLite: its tables are not PostgreSQL tables');
  const { report = reportToLog, deadlineInMs = 5000 } = options;
  const writers = openPool({ connectionString: url, max: WRITERS, statement_timeout: deadlineInMs }, report);
  const readers = openPool(
    { connectionString: url, max: READERS, statement_timeout: 60_000, options: '-c default_transaction_read_only=on' },
    report,
  );
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  function outermost<T>(inside: Inside<T>, txOptions: TxOptions): Promise<T> {
    if (closing) return Promise.reject(new Error('The database is closed'));
    const work = withRetries(() => transact(writers, inside, { ...txOptions, deadlineInMs, report }));
    const forget = () => running.delete(work);
    running.add(work);
    work.then(forget, forget);
    return work;
  }

  async function close(): Promise<void> {
    await Promise.allSettled(running);
    await Promise.all([readers.end(), writers.end()]);
  }

  return {
    // The driver's type says more than `Reader` does, but nothing else.
    read: drizzle(readers, { casing: 'snake_case' }) as unknown as Reader,
    ...nestable(outermost, report),
    writable: () => refuseStandby(writers),
    compact: async () => {}, // autovacuum does it
    close: () => (closing ??= close()),
  };
}

/** A server that only reads, for heavy questions. */
export function openReplica(url: string, report: (error: unknown) => void = reportToLog): { read: Reader; close(): Promise<void> } {
  const pool = openPool({ connectionString: url, max: READERS, statement_timeout: 60_000 }, report);
  return { read: drizzle(pool, { casing: 'snake_case' }) as unknown as Reader, close: () => pool.end() };
}

/** Work has no effects but through its `tx`, so a conflict with another transaction is cured by doing it again. */
async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await run();
    } catch (error) {
      if (isBusy(error)) throw new DatabaseBusy('A row stayed locked for too long', { cause: error });
      if (!isConflict(error) || attempts === MOST_ATTEMPTS) throw error;
      await pause(Math.random() * Math.min(2 ** attempts, 100));
    }
  }
}

type Settings = TxOptions & Required<StoreOptions>;

async function transact<T>(pool: pg.Pool, inside: Inside<T>, { isolation, deadlineInMs, report }: Settings): Promise<T> {
  const client = await connect(pool);
  const scope = new Scope(connectionTo(client));
  try {
    const begun = client.query(`BEGIN ISOLATION LEVEL ${isolation === 'claim' ? 'READ COMMITTED' : 'REPEATABLE READ'}`);
    // BEGIN is not awaited: it travels together with the first statement.
    const [result] = await withDeadline(Promise.all([inside(scope), begun]), deadlineInMs);
    await commit(client);
    scope.end('kept');
    client.release();
    for (const effect of scope.effects) attempt(effect, report);
    return result;
  } catch (error) {
    scope.end('dropped');
    await rollback(client, error);
    throw error;
  }
}

/** PostgreSQL answers COMMIT with ROLLBACK, and without an error, when a statement had failed before. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command === 'COMMIT') return;
  throw new Error('A statement failed and its error was caught inside the transaction: use a nested transaction or ON CONFLICT');
}

/** After a deadline the connection goes too, since a late statement may still be under way on it. */
async function rollback(client: pg.PoolClient, reason: unknown): Promise<void> {
  try {
    if (!(reason instanceof DeadlinePassed)) await client.query('ROLLBACK');
    client.release(reason instanceof DeadlinePassed);
  } catch {
    client.release(true);
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (cause) {
    throw new DatabaseBusy('No connection to PostgreSQL could be had', { cause });
  }
}

/** One drizzle instance per connection, so that queries prepared on it are found again. */
const drizzles = new WeakMap<pg.PoolClient, object>();

function connectionTo(client: pg.PoolClient): Connection {
  const own = drizzles.get(client) ?? drizzle(client, { casing: 'snake_case' });
  drizzles.set(client, own);
  return { drizzle: own, exec: (sql) => client.query(sql), inTransaction: () => true };
}

function openPool(config: pg.PoolConfig, report: (error: unknown) => void): pg.Pool {
  const pool = new pg.Pool({
    pipeline: true,
    application_name: 'anna',
    connectionTimeoutMillis: 5000,
    lock_timeout: 4000,
    idle_in_transaction_session_timeout: 10_000,
    ...config,
  });
  pool.on('error', report);
  // A connection that breaks while somebody has it rejects their query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A standby takes connections and reads, but no writes. */
async function refuseStandby(pool: pg.Pool): Promise<void> {
  const client = await connect(pool);
  try {
    const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
    if (rows[0]?.standby) throw new Error('PostgreSQL takes no writes: this is a standby');
  } finally {
    client.release();
  }
}

function withDeadline<T>(work: Promise<T>, deadlineInMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new DeadlinePassed(`A transaction took longer than ${deadlineInMs} ms`));
    const timer = setTimeout(late, deadlineInMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
