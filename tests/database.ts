import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { dialect } from '../db/kit.ts';
import { migratePostgres, migrateSqlite } from '../db/migrate.ts';
import { openPostgres } from '../db/postgres.ts';
import { openSqlite } from '../db/sqlite.ts';
import type { Store, StoreOptions } from '../db/store.ts';
import { command } from './postgres.ts';

export interface TestStore {
  readonly store: Store;
  /** For a second program on the same database. */
  readonly url: string;
  close(): Promise<void>;
}

/** A fresh database of the running dialect at the newest schema. Both engines copy a template, which is ten times faster than migrating. */
export const openTestStore = (options: StoreOptions = {}): Promise<TestStore> =>
  dialect === 'postgres' ? onServer(options) : inFile(options);

async function inFile(options: StoreOptions): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'anna-test-'));
  const path = join(folder, 'anna.db');
  await copyFile(await templateFile(), path);
  const store = openSqlite(path, options);
  const close = async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, url: `file:${path}`, close };
}

/** Made once per process; tests/run.ts clears it away with the other temporary files. */
let template: Promise<string> | undefined;
const templateFile = () => (template ??= makeTemplateFile());

async function makeTemplateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anna-template-'));
  const path = join(folder, 'anna.db');
  await migrateSqlite(path);
  return path;
}

async function onServer(options: StoreOptions): Promise<TestStore> {
  const server = serverUrl();
  await makeTemplateDatabase(server);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await command(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = at(server, name);
  const store = openPostgres(url, options);
  const close = async () => {
    await store.close();
    await command(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { store, url, close };
}

const TEMPLATE = 'anna_template';

/** Made by the first test file that comes; the others wait for it. */
async function makeTemplateDatabase(server: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${TEMPLATE}`);
      await migratePostgres(at(server, TEMPLATE));
    }
  } finally {
    await client.end();
  }
}

/** The server that tests/run.ts started. */
export function serverUrl(): string {
  const url = process.env.ANNA_TEST_POSTGRES;
  if (!url) throw new Error('ANNA_TEST_POSTGRES is not set: run the tests by npm test');
  return url;
}

export function at(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
