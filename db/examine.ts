import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import pg from 'pg';
import { isBusy, NewerSchema } from './errors.ts';
import { dialect } from './kit.ts';
import { type Applied, migrationFolder, pendingOf, readMigrations } from './migrations.ts';
import { fileOf } from './open.ts';
import { openReader } from './sqlite.ts';

/** How a database is, looked at from outside: whether a server works with it or not, nothing is changed. */
export type DatabaseState =
  | { state: 'sound'; pending: number }
  | { state: 'absent' | 'newer' | 'locked' }
  | { state: 'damaged' | 'unreachable'; detail: string };

/** Opens the database, reads all of it (SQLite), and tries whether it would take a write. */
export const examineDatabase = (url: string): Promise<DatabaseState> =>
  dialect === 'postgres' ? examineServer(url) : Promise.resolve(examineFile(fileOf(url)));

function examineFile(path: string): DatabaseState {
  if (!existsSync(path)) return { state: 'absent' };
  try {
    const reader = openReader(path);
    try {
      const verdict = String(reader.pragma('integrity_check(1)', { simple: true }));
      if (verdict !== 'ok') return { state: 'damaged', detail: verdict };
      const applied = reader.prepare<[], Applied>('SELECT name, hash FROM schema_migrations').all();
      return takesWrites(path) ? pendingState(applied) : { state: 'locked' };
    } finally {
      reader.close();
    }
  } catch (error) {
    return { state: 'damaged', detail: wordsOf(error) };
  }
}

/** Waits for the server's own writes: five seconds are far more than one takes. */
function takesWrites(path: string): boolean {
  const writer = new Database(path, { fileMustExist: true, timeout: 5000 });
  try {
    writer.exec('BEGIN IMMEDIATE');
    writer.exec('ROLLBACK');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  } finally {
    writer.close();
  }
}

async function examineServer(url: string): Promise<DatabaseState> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, statement_timeout: 5000 });
  try {
    await client.connect();
    const { rows } = await client.query<Applied>('SELECT name, hash FROM schema_migrations');
    await client.query('BEGIN');
    await client.query('UPDATE schema_migrations SET applied_at = applied_at');
    await client.query('ROLLBACK');
    return pendingState(rows);
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === '42P01';
    return absent ? { state: 'absent' } : { state: 'unreachable', detail: wordsOf(error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function pendingState(applied: readonly Applied[]): DatabaseState {
  try {
    return { state: 'sound', pending: pendingOf(readMigrations(migrationFolder(dialect)), applied).length };
  } catch (error) {
    if (error instanceof NewerSchema) return { state: 'newer' };
    throw error;
  }
}

/** The code alone: a driver's sentence may hold the address with the password. */
const wordsOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
