import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AlreadyRunning, DamagedDatabase, DatabaseBusy } from '../../db/errors.ts';
import { GroupCommit } from '../../db/group-commit.ts';
import { dialect } from '../../db/kit.ts';
import { fileOf, openStore } from '../../db/open.ts';
import { openPostgres } from '../../db/postgres.ts';
import { settings } from '../../db/schema/work.ts';
import type { Scope } from '../../db/scope.ts';
import { openReader, openSqlite, openWriter } from '../../db/sqlite.ts';

describe.skipIf(dialect !== 'sqlite')('a SQLite file', () => {
  let folder: string;
  let path: string;
  let url: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anna-sqlite-'));
    path = join(folder, 'data', 'anna.db');
    url = `file:${path}`;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('its folder is made, and only its owner may read it', async () => {
    const store = await openStore(url);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    await store.close();
  });

  test('its connections are durable and strict', async () => {
    const writer = openWriter(join(folder, 'plain.db'));
    const reader = openReader(join(folder, 'plain.db'));
    const of = (client: Database.Database, name: string) => client.pragma(name, { simple: true });
    expect(of(writer, 'journal_mode')).toBe('wal');
    expect(of(writer, 'synchronous')).toBe(2);
    expect(of(writer, 'foreign_keys')).toBe(1);
    expect(of(writer, 'secure_delete')).toBe(1);
    expect(of(writer, 'trusted_schema')).toBe(0);
    expect(of(reader, 'trusted_schema')).toBe(0);
    reader.close();
    writer.close();
  });

  test('a second server is refused with a sentence, here and in another process, while tools may work beside it', async () => {
    const server = await openStore(url, { lock: true });
    await expect(openStore(url, { lock: true })).rejects.toThrow(AlreadyRunning);
    expect(await elsewhere(`await openStore('${url}', { lock: true })`)).toContain('Anna is already running');

    expect(
      await elsewhere(`const tool = await openStore('${url}'); await tool.writable(); await tool.close(); console.log('worked')`),
    ).toContain('worked');
    await server.writable();
    await server.close();

    const next = await openStore(url, { lock: true });
    await next.close();
  });

  test('a server that was killed leaves no lock behind', async () => {
    const child = script(`await openStore('${url}', { lock: true }); console.log('up'); setInterval(() => {}, 1000)`);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const store = await openStore(url, { lock: true });
    await store.close();
  });

  test('while another program writes, callers wait without blocking the process', async () => {
    const store = await openStore(url);
    const other = holdWriteLock();
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    setTimeout(() => other.close(), 300);

    await store.tx((tx) => tx.insert(settings).values({ key: 'a', value: 1 }));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(20);
    await store.close();
  });

  test('who has waited too long is told so, and the next one is served', async () => {
    await (await openStore(url)).close();
    const store = openSqlite(path, { deadlineInMs: 200 });
    const other = holdWriteLock();
    await expect(store.writable()).rejects.toThrow(DatabaseBusy);
    other.close();
    await store.writable();
    await store.close();
  });

  test('a full disk rejects the whole batch, and the next batch works', async () => {
    const client = openWriter(join(folder, 'small.db'));
    client.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
    const pages = Number(client.pragma('page_count', { simple: true }));
    client.pragma(`max_page_count = ${pages + 20}`);
    const group = new GroupCommit(client, drizzle(client), { deadlineInMs: 1000, report: () => {} });
    const insert = client.prepare('INSERT INTO notes (text) VALUES (?)');
    const write = (bytes: number) =>
      new Promise<string>((resolve) => {
        const run = async (_: Scope) => {
          insert.run('x'.repeat(bytes));
          return () => resolve('kept');
        };
        group.add({ run, reject: () => resolve('rejected') });
      });

    const batch = await Promise.all([write(10), write(10), write(200_000), write(10)]);
    const kept = batch.filter((each) => each === 'kept').length;
    expect(batch[2]).toBe('rejected');
    expect(client.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(kept);

    expect(await write(10)).toBe('kept');
    expect(client.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(kept + 1);
    client.close();
  });

  test('a damaged file is refused with a way out', async () => {
    await (await openStore(url)).close();
    writeFileSync(path, Buffer.alloc(8192, 'not a database'), { flag: 'r+' });
    const refusal = openStore(url, { lock: true });
    await expect(refusal).rejects.toThrow(DamagedDatabase);
    await expect(refusal).rejects.toThrow(/restore/);
  });

  test('a file url may be relative, absolute or a real url', () => {
    expect(fileOf('file:data/anna.db')).toBe(join(process.cwd(), 'data', 'anna.db'));
    expect(fileOf('file:/var/lib/anna.db')).toBe('/var/lib/anna.db');
    expect(fileOf('file:///var/lib/my%20anna.db')).toBe('/var/lib/my anna.db');
    expect(() => fileOf('mysql://localhost')).toThrow('DATABASE_URL');
  });

  test('PostgreSQL is refused in a process that was started for SQLite', () => {
    expect(() => openPostgres('postgres://localhost/anna')).toThrow('started for SQLite');
  });

  function holdWriteLock(): Database.Database {
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    return other;
  }
});

/** A few lines in a process of their own, with openStore at hand. */
function script(lines: string) {
  const source = `import { openStore } from ${JSON.stringify(join(import.meta.dirname, '..', '..', 'db', 'open.ts'))};\n${lines}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function elsewhere(lines: string): Promise<string> {
  const child = script(lines);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  await Promise.race([once(child, 'close'), pause(10_000)]);
  return said;
}
