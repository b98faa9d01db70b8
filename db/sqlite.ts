import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { DamagedDatabase, isBusy } from './errors.ts';
import { GroupCommit } from './group-commit.ts';
import { dialect } from './kit.ts';
import { reportToLog } from './log-errors.ts';
import { nestable, type Scope } from './scope.ts';
import type { Reader, Store, StoreOptions } from './store.ts';

const MEGABYTE = 2 ** 20;
/** Takes about 0.1 s. */
const LARGEST_TO_CHECK = 128 * MEGABYTE;
/** As much as a busy moment: on a full disk one page may still fit where a conversation does not. */
const WRITE_CHECK_BYTES = 64 * 1024;
const PAGES_BETWEEN_CHECKPOINTS = 2000;
/** Older libraries can lose a commit when a checkpoint races a second connection (the WAL-reset bug). */
const OLDEST_LIBRARY = [3, 51, 3] as const;

/** Opens an existing, migrated file: one connection writes, another reads what is committed. */
export function openSqlite(path: string, options: StoreOptions = {}): Store {
  if (dialect !== 'sqlite') throw new Error('This process was started for PostgreSQL: its tables are not SQLite tables');
  const { report = reportToLog, deadlineInMs = 5000 } = options;
  const writer = openWriter(path);
  refreshStatistics(writer);
  const reader = openReader(path);
  const group = new GroupCommit(writer, drizzle(writer, { casing: 'snake_case' }), { report, deadlineInMs });
  let closing: Promise<void> | undefined;

  function outermost<T>(inside: (scope: Scope) => Promise<T>): Promise<T> {
    if (closing) return Promise.reject(new Error('The database is closed'));
    return new Promise((resolve, reject) => {
      const run = async (scope: Scope) => {
        const result = await inside(scope);
        return () => resolve(result);
      };
      group.add({ run, reject });
    });
  }

  const freePages = reader.prepare('PRAGMA freelist_count').pluck();
  const giveBack = () => void writer.exec('PRAGMA incremental_vacuum(256)');
  const writeMuch = writer.prepare(`
    INSERT INTO settings (key, value) VALUES ('write-check', json_quote(hex(randomblob(${WRITE_CHECK_BYTES / 2}))))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);

  async function close(): Promise<void> {
    await group.idle();
    reader.close();
    closeWriter(writer);
  }

  return {
    // The driver's type differs from PostgreSQL's; what both can do is what `Reader` offers.
    read: drizzle(reader, { casing: 'snake_case' }) as unknown as Reader,
    ...nestable(outermost, report),
    writable: () => outermost(async () => void writeMuch.run()),
    async compact() {
      while (!closing && Number(freePages.get()) > 0) await outermost(async () => giveBack());
    },
    close: () => (closing ??= close()),
  };
}

/** The connection that writes, also used to migrate. Waits for nobody: callers wait without blocking the process. */
export function openWriter(path: string): Database.Database {
  makePrivate(path);
  const client = new Database(path, { timeout: 0 });
  refuseOldLibrary(client);
  // First of all, and patiently: switching to WAL needs the file for a moment, and another process may be starting too.
  client.pragma('busy_timeout = 5000');
  client.pragma('auto_vacuum = INCREMENTAL'); // counts only before the first table: pages that fall free can be given back
  client.pragma('journal_mode = WAL');
  tune(client);
  client.pragma('synchronous = FULL'); // this build's default in WAL mode, NORMAL, may lose acknowledged commits at a power cut
  client.pragma('foreign_keys = ON');
  client.pragma('secure_delete = ON');
  client.pragma(`wal_autocheckpoint = ${PAGES_BETWEEN_CHECKPOINTS}`);
  client.pragma(`journal_size_limit = ${64 * MEGABYTE}`);
  client.pragma('busy_timeout = 0');
  return client;
}

/** A connection that only reads; a write through it throws. */
export function openReader(path: string): Database.Database {
  const client = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  tune(client);
  return client;
}

/** Throws `DamagedDatabase`. Of a large file only what opening it reads is checked, so that a start stays a start; its backups are checked whole. */
export function refuseDamage(path: string): void {
  if (!existsSync(path) || statSync(path).size > LARGEST_TO_CHECK) return;
  const client = openReader(path);
  try {
    const verdict = client.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new DamagedDatabase(String(verdict));
  } finally {
    client.close();
  }
}

function tune(client: Database.Database): void {
  client.pragma('trusted_schema = OFF');
  // Two connections, 8 MB each, and no mapped file: the operating system caches the rest, and the process does not grow with the shop.
  client.pragma(`cache_size = -${8 * 1024}`);
  client.pragma('mmap_size = 0');
  client.pragma('temp_store = MEMORY');
}

/**
 * Only the shop's own account may read clients' data; SQLite gives its side files the same mode.
 * An existing file is not opened: closing it again would drop the locks this process may already hold on it.
 */
function makePrivate(path: string): void {
  if (existsSync(path)) chmodSync(path, 0o600);
  else closeSync(openSync(path, 'a', 0o600));
}

function refuseOldLibrary(client: Database.Database): void {
  const version = String(client.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const differing = OLDEST_LIBRARY.findIndex((part, place) => parts[place] !== part);
  const oldest = OLDEST_LIBRARY[differing];
  if (oldest !== undefined && (parts[differing] ?? 0) < oldest) {
    throw new Error(`SQLite ${version} is too old: ${OLDEST_LIBRARY.join('.')} or newer is needed`);
  }
}

function closeWriter(client: Database.Database): void {
  refreshStatistics(client);
  client.close();
}

/** What the query planner goes by. Looks at tables that are new to it or ten times as large as last time; else it costs nothing. */
function refreshStatistics(client: Database.Database): void {
  try {
    client.pragma('optimize = 0x10002');
  } catch (error) {
    if (!isBusy(error)) throw error; // another process is writing; the statistics can wait
  }
}
