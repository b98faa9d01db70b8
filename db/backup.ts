import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { DamagedDatabase } from './errors.ts';
import { lockFile } from './sqlite-lock.ts';

export interface Backup {
  readonly file: string;
  readonly bytes: number;
}

export interface BackupOptions {
  /** How many of the newest backups stay. */
  keep?: number;
  now?: number;
}

/**
 * Copies a SQLite file, also while it is in use, to `<its folder>/backups/<name>-<time>.db`, checks the copy and lays its SHA-256
 * beside it (for `sha256sum -c`). Throws when the copy is not whole. The answer tells where it is.
 */
export async function backup(path: string, { keep = 14, now = Date.now() }: BackupOptions = {}): Promise<Backup> {
  const folder = join(dirname(path), 'backups');
  const file = join(folder, `${basename(path, '.db')}-${stamp(now)}.db`);
  const unfinished = `${file}.part`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(unfinished, '', { mode: 0o600 });
  await copyInThread(path, unfinished);
  await flush(unfinished);
  await writeFile(`${file}.sha256`, `${await hashOf(unfinished)}  ${basename(file)}\n`, { mode: 0o600, flush: true });
  await rename(unfinished, file);
  await prune(folder, basename(path, '.db'), keep);
  return { file, bytes: (await stat(file)).size };
}

/** The backups of a file, newest first. */
export async function listBackups(path: string): Promise<string[]> {
  const folder = join(dirname(path), 'backups');
  return (await backupsIn(folder, basename(path, '.db'))).map((name) => join(folder, name));
}

/**
 * Puts a backup in the place of the file; what was there moves aside, and the answer tells where to. Throws `AlreadyRunning` while a
 * server uses the file, `DamagedDatabase` when the backup is not what was once written; in both cases nothing has changed.
 */
export async function restoreBackup(from: string, path: string, now = Date.now()): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unlock = lockFile(path);
  try {
    await refuseDamaged(from);
    const fresh = `${path}.restoring`;
    await copyFile(from, fresh);
    await chmod(fresh, 0o600);
    await flush(fresh);
    const aside = `${path}.before-restore-${stamp(now)}`;
    for (const part of ['', '-wal', '-shm']) await rename(path + part, aside + part).catch(unlessMissing);
    await rename(fresh, path);
    return aside;
  } finally {
    unlock();
  }
}

/** Throws `DamagedDatabase` unless the backup has the hash beside it and is a sound database. */
export async function refuseDamaged(file: string): Promise<void> {
  const [expected] = (await readFile(`${file}.sha256`, 'utf8').catch(unlessMissing))?.split(' ') ?? [];
  if (expected !== undefined && expected !== (await hashOf(file)))
    throw new DamagedDatabase(`${file} is not what was written: take an older backup`);
  if (!isSound(file)) throw new DamagedDatabase(`${file} is damaged inside: take an older backup`);
}

/** In a thread of its own: a gigabyte takes seconds, and nobody shall wait for them. */
async function copyInThread(path: string, target: string): Promise<void> {
  const worker = new Worker(new URL('./backup-thread.ts', import.meta.url), { workerData: { path, target } });
  const [exitCode] = await once(worker, 'exit'); // an error in the thread rejects this
  if (exitCode !== 0) throw new Error('The backup was interrupted');
}

function isSound(file: string): boolean {
  try {
    const client = new Database(file, { readonly: true, fileMustExist: true });
    try {
      return client.pragma('integrity_check', { simple: true }) === 'ok';
    } finally {
      client.close();
    }
  } catch {
    return false;
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function prune(folder: string, name: string, keep: number): Promise<void> {
  for (const old of (await backupsIn(folder, name)).slice(keep)) {
    await rm(join(folder, old), { force: true });
    await rm(join(folder, `${old}.sha256`), { force: true });
  }
}

async function backupsIn(folder: string, name: string): Promise<string[]> {
  const files = await readdir(folder).catch(unlessMissing);
  return (files ?? [])
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.db'))
    .sort()
    .reverse();
}

/** An instant as a part of a file name, also on Windows; sorts by time. */
const stamp = (now: number) => new Date(now).toISOString().replaceAll(':', '-').replace('.', '-');

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
