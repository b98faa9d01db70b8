import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialect } from '../../db/kit.ts';
import { openPostgres } from '../../db/postgres.ts';
import { forUpdate, skipLocked } from '../../db/rows.ts';
import { settings } from '../../db/schema/work.ts';
import { openSqlite } from '../../db/sqlite.ts';
import type { Store } from '../../db/store.ts';
import { openTestStore, serverUrl, type TestStore } from '../database.ts';
import { command } from '../postgres.ts';

describe.skipIf(dialect !== 'postgres')('a PostgreSQL database', () => {
  let db: TestStore;
  let store: Store;
  let other: Store;

  beforeEach(async () => {
    db = await openTestStore();
    store = db.store;
    other = openPostgres(db.url);
    await store.tx((tx) => tx.insert(settings).values(['a', 'b', 'c'].map((key) => ({ key, value: 0 }))));
  });
  afterEach(async () => {
    await other.close();
    await db.close();
  });

  test('a change based on what another has changed meanwhile is done again', async () => {
    let runs = 0;
    const raise = (on: Store, waitInMs: number) =>
      on.tx(async (tx) => {
        runs++;
        const [row] = await tx.select().from(settings).where(eq(settings.key, 'a'));
        await pause(waitInMs);
        await tx
          .update(settings)
          .set({ value: Number(row?.value) + 1 })
          .where(eq(settings.key, 'a'));
      });
    await Promise.all([raise(store, 50), raise(other, 20)]);
    expect((await store.read.select().from(settings).where(eq(settings.key, 'a')))[0]?.value).toBe(2);
    expect(runs).toBe(3);
  });

  test('an error that was caught inside a transaction is not taken for a commit', async () => {
    const swallowing = store.tx(async (tx) => {
      await tx
        .insert(settings)
        .values({ key: 'a', value: 1 })
        .catch(() => {});
    });
    await expect(swallowing).rejects.toThrow('nested transaction');
  });

  test('rows that one worker holds are passed over by the next', async () => {
    await store.tx(async (tx) => {
      const held = await forUpdate(tx.select().from(settings).where(eq(settings.key, 'a')));
      expect(held).toHaveLength(1);
      const free = await other.tx((mine) => skipLocked(mine.select().from(settings).orderBy(settings.key)).execute(), {
        isolation: 'claim',
      });
      expect(free.map(({ key }) => key)).toEqual(['b', 'c']);
    });
  });

  test('more transactions than connections, each reading beside itself, do not wait for each other for ever', async () => {
    await Promise.all(Array.from({ length: 50 }, () => store.tx(async () => void (await store.read.select().from(settings)))));
  });

  test('lost connections cost the transactions on them and nothing else', async () => {
    const cut = store.tx(async (tx) => {
      await tx.select().from(settings);
      const name = new URL(db.url).pathname.slice(1);
      await command(serverUrl(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
      await tx.select().from(settings);
    });
    await expect(cut).rejects.toThrow();
    await store.writable();
    expect(await store.read.select().from(settings)).toHaveLength(3);
  });

  test('SQLite is refused in a process that was started for PostgreSQL', () => {
    expect(() => openSqlite('/nowhere/anna.db')).toThrow('started for PostgreSQL');
  });
});
