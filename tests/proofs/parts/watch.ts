import Database from 'better-sqlite3';
import pg from 'pg';
import { Dead, presentLife } from './life.ts';

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
    return strike(this, source, () => exec.call(this, source));
  };
  probe.close();
}

function strike<T>(connection: Database.Database, source: string, effect: () => T): T {
  const life = presentLife();
  life?.own(connection, () => connection.close());
  const kind = life?.fault('database', source.slice(0, 40));
  if (kind === 'error') throw brokenFile();
  const result = effect();
  if (kind === 'lost') throw brokenFile();
  return result;
}

let broken = 0;

/** As SQLite puts it, in turn. */
function brokenFile(): Error {
  const [code, words] = broken++ % 2 === 0 ? ['SQLITE_IOERR_WRITE', 'disk I/O error'] : ['SQLITE_FULL', 'database or disk is full'];
  return new Database.SqliteError(words, code);
}

type Query = (this: pg.Client, ...given: unknown[]) => unknown;
type Callback = (error: unknown, result?: unknown) => void;

/** The same for PostgreSQL's driver. */
export function watchPostgres(): void {
  const query = pg.Client.prototype.query as unknown as Query;
  const watched: Query = function (...given) {
    const last = given.at(-1);
    const callback = typeof last === 'function' ? (last as Callback) : undefined;
    const effect = () => query.apply(this, callback ? given.slice(0, -1) : given) as Promise<unknown>;
    const answer = strikeQuery(this, wordsOf(given[0]), effect);
    if (!callback) return answer;
    answer.then((result) => callback(undefined, result), callback);
    return undefined;
  };
  Object.assign(pg.Client.prototype, { query: watched });
}

const wordsOf = (given: unknown): string => (typeof given === 'string' ? given : String((given as { text?: unknown })?.text)).slice(0, 40);

async function strikeQuery(client: pg.Client, source: string, effect: () => Promise<unknown>): Promise<unknown> {
  const life = presentLife();
  if (life?.isDead) {
    cut(client);
    throw new Dead('This process is dead');
  }
  life?.own(client, () => cut(client));
  const kind = life?.fault('database', source);
  if (kind === 'error') throw lostConnection();
  const result = await effect();
  if (kind === 'lost') throw lostConnection();
  return result;
}

/** As a server sees a process end: the socket is gone, and what was not committed is rolled back. */
function cut(client: pg.Client): void {
  // Not in the types; there is no other way to end it without a farewell.
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

const lostConnection = (): Error => Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
