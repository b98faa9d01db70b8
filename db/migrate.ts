import type { Database } from 'better-sqlite3';
import pg from 'pg';
import { backup } from './backup.ts';
import { AlreadyRunning } from './errors.ts';
import { type Applied, historyTable, type Migration, migrationFolder, pendingOf, readMigrations } from './migrations.ts';
import { openWriter } from './sqlite.ts';
import { lockFile } from './sqlite-lock.ts';

/** Any number that nothing else in this database locks. */
const MIGRATION_LOCK = 4_151_720_114;

/**
 * Brings a SQLite file to the newest schema: whole or not at all, and after a backup when there is something to lose. Throws `NewerSchema`
 * when the file is ahead of this program, `AlreadyRunning` when a server works with it (unless the caller is that server: `locked`).
 */
export async function migrateSqlite(path: string, { folder = migrationFolder('sqlite'), locked = false } = {}): Promise<void> {
  const client = openWriter(path);
  try {
    client.pragma('busy_timeout = 5000');
    client.exec(historyTable);
    const all = readMigrations(folder);
    if (pendingOf(all, appliedTo(client)).length === 0) return;

    const unlock = locked ? () => {} : lockForMigration(path);
    try {
      if (appliedTo(client).length > 0) await backup(path);
      applyToSqlite(client, all);
    } finally {
      unlock();
    }
  } finally {
    client.close();
  }
}

/** The same for PostgreSQL; servers that start together wait for the first of them. */
export async function migratePostgres(url: string, { folder = migrationFolder('postgres') } = {}): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(historyTable);
    const { rows } = await client.query<Applied>('SELECT name, hash FROM schema_migrations');
    for (const { name, hash, statements } of pendingOf(readMigrations(folder), rows)) {
      for (const statement of statements) await client.query(statement);
      await client.query('INSERT INTO schema_migrations (name, hash, applied_at) VALUES ($1, $2, $3)', [name, hash, Date.now()]);
    }
    await client.query('COMMIT');
  } finally {
    await client.end(); // what is not committed by now, the server takes back
  }
}

/**
 * Foreign keys are off while tables are rebuilt: else dropping the old table would delete its children by cascade, without an error.
 * The switch does nothing inside a transaction, so it comes before; what it would have caught is checked at the end.
 */
function applyToSqlite(client: Database, all: readonly Migration[]): void {
  client.pragma('foreign_keys = OFF');
  client.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of pendingOf(all, appliedTo(client))) {
      for (const statement of migration.statements) client.exec(statement);
      client
        .prepare('INSERT INTO schema_migrations (name, hash, applied_at) VALUES (?, ?, ?)')
        .run(migration.name, migration.hash, Date.now());
    }
    const orphans = client.prepare('SELECT DISTINCT "table" FROM pragma_foreign_key_check').pluck().all();
    if (orphans.length > 0) throw new Error(`The update would leave rows without what they belong to, in: ${orphans.join(', ')}`);
    client.exec('COMMIT');
  } catch (error) {
    if (client.inTransaction) client.exec('ROLLBACK');
    throw error;
  }
  client.pragma('foreign_keys = ON');
}

const appliedTo = (client: Database) => client.prepare<[], Applied>('SELECT name, hash FROM schema_migrations').all();

function lockForMigration(path: string): () => void {
  try {
    return lockFile(path);
  } catch (cause) {
    if (!(cause instanceof AlreadyRunning)) throw cause;
    throw new AlreadyRunning('This program is newer than the Anna that is running: restart Anna first, then run this again', { cause });
  }
}
