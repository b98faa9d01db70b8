import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listBackups } from './backup.ts';
import { DamagedDatabase, isDamage } from './errors.ts';
import { dialect } from './kit.ts';
import { migratePostgres, migrateSqlite } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite, refuseDamage } from './sqlite.ts';
import { lockFile } from './sqlite-lock.ts';
import type { Store, StoreOptions } from './store.ts';

export interface OpenOptions extends StoreOptions {
  /** For the server: nobody else may be server of the same SQLite file. Command-line tools leave it out. */
  lock?: boolean;
}

/** Opens the database of `url` at its newest schema, made first if need be. Throws `AlreadyRunning`, `NewerSchema` or `DamagedDatabase`. */
export const openStore = (url: string, options: OpenOptions = {}): Promise<Store> =>
  dialect === 'postgres' ? openServer(url, options) : openFile(fileOf(url), options);

/** The path in `file:data/anna.db`, `file:/var/lib/anna.db` or `file:///var/lib/anna.db`. */
export function fileOf(url: string): string {
  if (!url.startsWith('file:')) throw new Error('DATABASE_URL must be file:… or postgres://…, and set before the program starts');
  return url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length));
}

async function openServer(url: string, options: OpenOptions): Promise<Store> {
  await migratePostgres(url);
  return openPostgres(url, options);
}

async function openFile(path: string, { lock = false, ...options }: OpenOptions): Promise<Store> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unlock = lock ? lockFile(path) : () => {};
  try {
    if (lock) refuseDamage(path);
    await migrateSqlite(path, { locked: lock });
    const store = openSqlite(path, options);
    return { ...store, close: () => store.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw isDamage(error) ? await damaged(path, error) : error;
  }
}

async function damaged(path: string, cause: unknown): Promise<DamagedDatabase> {
  const [newest] = await listBackups(path);
  const way = newest ? `restore the backup ${newest} (the README says how)` : 'there is no backup to restore beside it';
  return new DamagedDatabase(`The database ${path} is damaged and was not opened: ${way}`, { cause });
}
