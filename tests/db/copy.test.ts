import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyToPostgres } from '../../db/copy.ts';
import { AlreadyRunning } from '../../db/errors.ts';
import { dialect } from '../../db/kit.ts';
import { migrateSqlite } from '../../db/migrate.ts';
import { openPostgres } from '../../db/postgres.ts';
import { clients, staff } from '../../db/schema/people.ts';
import { events, settings } from '../../db/schema/work.ts';
import { openWriter } from '../../db/sqlite.ts';
import { lockFile } from '../../db/sqlite-lock.ts';
import { at, serverUrl } from '../database.ts';
import { command } from '../postgres.ts';

describe.skipIf(dialect !== 'postgres')('moving a shop from SQLite to PostgreSQL', () => {
  const name = `copy_${process.pid}`;
  let folder: string;
  let path: string;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'anna-copy-'));
    path = join(folder, 'anna.db');
    await migrateSqlite(path);
    const file = openWriter(path);
    file.exec(`
      INSERT INTO staff (id, name, roles, language, on_shift, created_at) VALUES (1, 'Анна 🎂', '["owner"]', 'ru', 0, 1700000000000), (7, 'O''Neil', '[]', 'en', 1, 1);
      INSERT INTO clients (id, name, language, responsible_id, fields, created_at, orders_sum) VALUES (3, NULL, 'ru', 7, '{"ё":"\\"да\\""}', 5, 9007199254740991);
      INSERT INTO settings (key, value) VALUES ('shop', '{"rate":0.1,"place":[55.75583333333333,37.6]}');
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12345)
      INSERT INTO events (at, type, actor_kind, data) SELECT i, 'order.moved', 'system', json_object('n', i) FROM n`);
    file.close();
    await command(serverUrl(), `CREATE DATABASE ${name}`);
    url = at(serverUrl(), name);
  });
  afterAll(async () => {
    await command(serverUrl(), `DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  });

  test('a running server keeps its file', async () => {
    const unlock = lockFile(path);
    await expect(copyToPostgres(path, url)).rejects.toThrow(AlreadyRunning);
    unlock();
  });

  test('every row arrives with its types, and new rows get new ids', async () => {
    const told: string[] = [];
    await copyToPostgres(path, url, (line) => told.push(line));
    expect(told).toContain('events: 12345 rows');
    expect(told.indexOf('staff: 2 rows')).toBeLessThan(told.indexOf('clients: 1 rows'));

    const store = openPostgres(url);
    const people = await store.read.select().from(staff).orderBy(asc(staff.id));
    expect(people).toEqual([
      {
        id: 1,
        name: 'Анна 🎂',
        roles: ['owner'],
        language: 'ru',
        phone: null,
        onShift: false,
        createdAt: 1_700_000_000_000,
        removedAt: null,
      },
      expect.objectContaining({ id: 7, name: "O'Neil", onShift: true }),
    ]);
    const [client] = await store.read.select().from(clients);
    expect(client).toMatchObject({ id: 3, name: null, fields: { ё: '"да"' }, ordersSum: Number.MAX_SAFE_INTEGER });
    expect((await store.read.select().from(settings))[0]?.value).toEqual({ rate: 0.1, place: [55.75583333333333, 37.6] });
    expect((await store.read.select().from(events).where(eq(events.id, 9999)))[0]).toMatchObject({ at: 9999, data: { n: 9999 } });

    const added = await store.tx((tx) =>
      tx.insert(staff).values({ name: 'new', roles: [], language: 'ru', createdAt: 1 }).returning({ id: staff.id }),
    );
    expect(added).toEqual([{ id: 8 }]);
    await store.close();
  });

  test('a database with rows in it is refused', async () => {
    await expect(copyToPostgres(path, url)).rejects.toThrow('not empty');
  });
});
