import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AlreadyRunning, NewerSchema } from '../../db/errors.ts';
import { dialect } from '../../db/kit.ts';
import { migratePostgres, migrateSqlite } from '../../db/migrate.ts';
import { lockFile } from '../../db/sqlite-lock.ts';
import { at, serverUrl } from '../database.ts';
import { generateMigrations } from '../generate-migrations.ts';
import { command } from '../postgres.ts';

const orders = 'CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL)';
const items = 'CREATE TABLE items (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id) ON DELETE CASCADE)';
const broken = ['CREATE TABLE extra (id INTEGER PRIMARY KEY)', 'CREATE TABLE orders (id INTEGER PRIMARY KEY)'];

/** What drizzle-kit writes when a column's default changes on SQLite: a new table, a copy, and the old one dropped. */
const rebuild = [
  'PRAGMA foreign_keys=OFF;',
  'CREATE TABLE __new_orders (id INTEGER PRIMARY KEY, total INTEGER NOT NULL DEFAULT 0)',
  'INSERT INTO __new_orders (id, total) SELECT id, total FROM orders',
  'DROP TABLE orders',
  'ALTER TABLE __new_orders RENAME TO orders',
  'PRAGMA foreign_keys=ON;',
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anna-migrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Migrations as drizzle-kit lays them down. */
function migrations(steps: Record<string, string[]>): string {
  const place = mkdtempSync(join(folder, 'steps-'));
  mkdirSync(join(place, 'meta'));
  for (const [tag, statements] of Object.entries(steps))
    writeFileSync(join(place, `${tag}.sql`), statements.join('--> statement-breakpoint\n'));
  const entries = Object.keys(steps).map((tag, idx) => ({ idx, tag }));
  writeFileSync(join(place, 'meta', '_journal.json'), JSON.stringify({ entries }));
  return place;
}

describe.skipIf(dialect !== 'sqlite')('updating a SQLite file', () => {
  const path = () => join(folder, 'anna.db');
  const update = (steps: Record<string, string[]>) => migrateSqlite(path(), { folder: migrations(steps) });
  const backups = () =>
    existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.db')) : [];

  function ask(sql: string): unknown[] {
    const client = new Database(path());
    try {
      return client.prepare(sql).pluck().all();
    } finally {
      client.close();
    }
  }

  function tell(sql: string): void {
    const client = new Database(path());
    client.exec(sql);
    client.close();
  }

  test('a rebuilt table keeps its children, and the file was backed up before', async () => {
    await update({ '0000_start': [orders, items] });
    expect(backups()).toEqual([]);
    tell('INSERT INTO orders VALUES (1, 100); INSERT INTO items VALUES (1, 1), (2, 1)');

    await update({ '0000_start': [orders, items], '0001_default': rebuild });
    expect(ask('SELECT count(*) FROM items')).toEqual([2]);
    expect(ask('SELECT total FROM orders')).toEqual([100]);
    expect(backups()).toHaveLength(1);
    const before = new Database(join(folder, 'backups', backups()[0] ?? ''));
    expect(before.prepare('SELECT name FROM schema_migrations').pluck().all()).toEqual(['0000_start']);
    before.close();
  });

  test('an update that would orphan rows is not applied', async () => {
    await update({ '0000_start': [orders, items] });
    tell('INSERT INTO orders VALUES (1, 100); INSERT INTO items VALUES (1, 1)');
    await expect(update({ '0000_start': [orders, items], '0001_wrong': ['DELETE FROM orders'] })).rejects.toThrow('items');
    expect(ask('SELECT count(*) FROM orders')).toEqual([1]);
  });

  test('an update that fails half-way leaves the file as it was', async () => {
    await update({ '0000_start': [orders] });
    await expect(update({ '0000_start': [orders], '0001_broken': broken })).rejects.toThrow('already exists');
    expect(ask("SELECT name FROM sqlite_master WHERE name = 'extra'")).toEqual([]);
    expect(ask('SELECT name FROM schema_migrations')).toEqual(['0000_start']);
  });

  test('a migration that was merged late is still applied', async () => {
    await update({ '0000_start': [orders], '0002_later': [items] });
    await update({ '0000_start': [orders], '0001_earlier': ['CREATE TABLE extra (id INTEGER PRIMARY KEY)'], '0002_later': [items] });
    expect(ask("SELECT count(*) FROM sqlite_master WHERE name = 'extra'")).toEqual([1]);
  });

  test('an older program refuses a newer file and does not touch it', async () => {
    await update({ '0000_start': [orders], '0001_more': [items] });
    await expect(update({ '0000_start': [orders] })).rejects.toThrow(NewerSchema);
    await expect(update({ '0000_start': [orders] })).rejects.toThrow('newer than this program');
  });

  test('a migration that was changed afterwards is noticed', async () => {
    await update({ '0000_start': [orders] });
    await expect(update({ '0000_start': [orders, items] })).rejects.toThrow('changed after');
  });

  test('a tool that is newer than the running server does not update the file beneath it', async () => {
    await update({ '0000_start': [orders] });
    const unlock = lockFile(path());
    await update({ '0000_start': [orders] });
    await expect(update({ '0000_start': [orders], '0001_more': [items] })).rejects.toThrow(AlreadyRunning);
    unlock();
    await update({ '0000_start': [orders], '0001_more': [items] });
  });

  test('the migrations say what the schema says, for both dialects', { timeout: 60_000 }, () => {
    cpSync(join(import.meta.dirname, '..', '..', 'db', 'migrations'), join(folder, 'migrations'), { recursive: true });
    const said = generateMigrations(join(folder, 'migrations'));
    expect(said.sqlite).toContain('No schema changes');
    expect(said.postgres).toContain('No schema changes');
  });
});

describe.skipIf(dialect !== 'postgres')('updating a PostgreSQL database', () => {
  let url: string;
  const name = `migrate_${process.pid}`;

  beforeEach(async () => {
    await command(serverUrl(), `CREATE DATABASE ${name}`);
    url = at(serverUrl(), name);
  });
  afterEach(() => command(serverUrl(), `DROP DATABASE ${name} WITH (FORCE)`));

  async function ask(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
    } finally {
      await client.end();
    }
  }

  test('servers that start together update it once', async () => {
    const folder = migrations({ '0000_start': [orders, items] });
    await Promise.all([1, 2, 3].map(() => migratePostgres(url, { folder })));
    expect(await ask('SELECT name FROM schema_migrations')).toEqual(['0000_start']);
  });

  test('an update that fails half-way leaves it as it was', async () => {
    await migratePostgres(url, { folder: migrations({ '0000_start': [orders] }) });
    await expect(migratePostgres(url, { folder: migrations({ '0000_start': [orders], '0001_broken': broken }) })).rejects.toThrow(
      'already exists',
    );
    expect(await ask("SELECT to_regclass('extra')")).toEqual([null]);
  });

  test('an older program refuses a newer database', async () => {
    await migratePostgres(url, { folder: migrations({ '0000_start': [orders], '0001_more': [items] }) });
    await expect(migratePostgres(url, { folder: migrations({ '0000_start': [orders] }) })).rejects.toThrow(NewerSchema);
  });
});
