import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeadlinePassed, isUniqueViolation } from '../../db/errors.ts';
import { settings } from '../../db/schema/work.ts';
import { type Reader, type Store, statement, type Tx } from '../../db/store.ts';
import { openTestStore, type TestStore } from '../database.ts';

let db: TestStore;
let store: Store;
const reported: unknown[] = [];

beforeEach(async () => {
  reported.length = 0;
  db = await openTestStore({ deadlineInMs: 1000, report: (error) => reported.push(error) });
  store = db.store;
});
afterEach(() => db.close());

const put = (tx: Tx, key: string, value: number) => tx.insert(settings).values({ key, value });
const setTo = (tx: Tx, key: string, value: number) => tx.update(settings).set({ value }).where(eq(settings.key, key));
const keys = async () => (await store.read.select().from(settings).orderBy(settings.key)).map(({ key }) => key);
const worth = async (reader: Reader, key: string) => Number((await reader.select().from(settings).where(eq(settings.key, key)))[0]?.value);
const add = statement('test_add', (tx: Tx) => tx.insert(settings).values({ key: sql.placeholder('key'), value: sql.placeholder('value') }));

test('200 transfers at once lose no money, and nobody ever sees half a transfer', { timeout: 60_000 }, async () => {
  const accounts = Array.from({ length: 10 }, (_, place) => `account-${place}`);
  await store.tx(async (tx) => {
    for (const account of accounts) await put(tx, account, 1000);
  });
  const total = async () => (await store.read.select().from(settings)).reduce((sum, { value }) => sum + Number(value), 0);

  let over = false;
  const looking = (async () => {
    for (; !over; await pause(1)) expect(await total()).toBe(10_000);
  })();
  const moved = await Promise.allSettled(Array.from({ length: 200 }, (_, turn) => transfer(turn)));
  over = true;
  await looking;

  expect(moved.filter(({ status }) => status === 'rejected')).toHaveLength(20);
  expect(await worth(store.read, 'account-0')).toBe(1000 - 180);
  expect(await total()).toBe(10_000);

  async function transfer(turn: number): Promise<void> {
    await pause(Math.random() * 20);
    await store.tx(async (tx) => {
      const to = `account-${1 + (turn % 9)}`;
      const had = await worth(tx, 'account-0');
      await setTo(tx, 'account-0', had - 1);
      if (turn % 7 === 0) await pause(1);
      if (turn % 10 === 0) throw new Error('changed their mind');
      await setTo(tx, to, (await worth(tx, to)) + 1);
    });
  }
});

test('a failed transaction leaves nothing, and its neighbours in the same batch stay', async () => {
  const turns = await Promise.allSettled([
    store.tx((tx) => put(tx, 'before', 1)),
    store.tx(async (tx) => {
      await put(tx, 'half', 1);
      throw new Error('no');
    }),
    store.tx((tx) => put(tx, 'after', 1)),
  ]);

  expect(turns.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await keys()).toEqual(['after', 'before']);
});

test('a failed first of a batch leaves nothing either', async () => {
  const failing = store.tx(async (tx) => {
    await put(tx, 'half', 1);
    throw new Error('no');
  });
  const next = store.tx((tx) => put(tx, 'next', 1));

  await expect(failing).rejects.toThrow('no');
  await next;
  expect(await keys()).toEqual(['next']);
});

test('nothing is seen from outside before the commit', async () => {
  await store.tx(async (tx) => {
    await put(tx, 'new', 1);
    expect(await keys()).toEqual([]);
    expect(await tx.select().from(settings)).toHaveLength(1);
  });
  expect(await keys()).toEqual(['new']);
});

test('a nested transaction fails alone, and what is around it goes on', async () => {
  await store.tx(async (tx) => {
    await put(tx, 'outer', 1);
    await expect(
      store.tx(async (inner) => {
        await put(inner, 'inner', 1);
        await store.tx((innermost) => put(innermost, 'innermost', 1));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await put(tx, 'outer again', 1);
  });
  expect(await keys()).toEqual(['outer', 'outer again']);
});

test('nested transactions side by side take turns', async () => {
  await store.tx(async () => {
    const turns = ['a', 'b', 'c'].map((key) =>
      store.tx(async (tx) => {
        await put(tx, key, 1);
        await pause(Math.random() * 5);
        if (key === 'b') throw new Error('no');
        await put(tx, `${key} again`, 1);
      }),
    );
    expect((await Promise.allSettled(turns)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
  expect(await keys()).toEqual(['a', 'a again', 'c', 'c again']);
});

test('when one of several nested transactions takes the outer one down, the others leave nothing', async () => {
  const outer = store.tx(() =>
    Promise.all([
      store.tx(async () => Promise.reject(new Error('no'))),
      store.tx(async (tx) => {
        await put(tx, 'late', 1);
        await pause(5);
        await put(tx, 'later', 1);
      }),
    ]),
  );
  await expect(outer).rejects.toThrow('no');
  await pause(20);
  await store.tx((tx) => put(tx, 'next', 1));
  expect(await keys()).toEqual(['next']);
});

test('a unique key taken twice is recognised, and the outer transaction survives it', async () => {
  await store.tx(async (tx) => {
    await put(tx, 'once', 1);
    const again = await store
      .tx((inner) => put(inner, 'once', 2))
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(isUniqueViolation(again)).toBe(true);
    await put(tx, 'still here', 1);
  });
  expect(isUniqueViolation(new Error('something else'))).toBe(false);
  expect(await keys()).toEqual(['once', 'still here']);
});

test('effects run after the commit, in order, and not at all for what was rolled back', async () => {
  const seen: string[] = [];
  await store.tx(async (tx) => {
    store.afterCommit(() => seen.push('first'));
    await store.tx(async () => store.afterCommit(() => seen.push('nested')));
    await store
      .tx(async () => {
        store.afterCommit(() => seen.push('never'));
        throw new Error('no');
      })
      .catch(() => {});
    await put(tx, 'a', 1);
    expect(seen).toEqual([]);
  });
  expect(seen).toEqual(['first', 'nested']);

  await store
    .tx(async () => {
      store.afterCommit(() => seen.push('never'));
      throw new Error('no');
    })
    .catch(() => {});
  expect(seen).toEqual(['first', 'nested']);

  store.afterCommit(() => seen.push('at once'));
  expect(seen).toEqual(['first', 'nested', 'at once']);
});

test('an effect that fails is reported and keeps nobody from their answer', async () => {
  const seen: string[] = [];
  const failing = store.tx(async () =>
    store.afterCommit(() => {
      throw new Error('bad effect');
    }),
  );
  const next = store.tx(async () => store.afterCommit(() => seen.push('ran')));

  await Promise.all([failing, next]);
  expect(seen).toEqual(['ran']);
  expect(reported).toEqual([new Error('bad effect')]);
});

test('an effect may open a transaction of its own', async () => {
  const done = Promise.withResolvers<void>();
  await store.tx(async () => store.afterCommit(() => void store.tx((tx) => put(tx, 'from effect', 1)).then(() => done.resolve())));
  await done.promise;
  expect(await keys()).toEqual(['from effect']);
});

test("what comes too late throws instead of writing into somebody else's transaction", async () => {
  let kept: Tx | undefined;
  await store.tx(async (tx) => {
    kept = tx;
  });
  expect(() => kept?.insert(settings)).toThrow('await is missing');
  expect(() => kept && add(kept, { key: 'late', value: 1 })).toThrow('await is missing');
});

test('a transaction that takes too long is rolled back, and its late part writes nothing', async () => {
  const late = Promise.withResolvers<unknown>();
  const slow = store.tx(async (tx) => {
    await put(tx, 'slow', 1);
    await pause(1300);
    await store.tx((inner) => put(inner, 'late and nested', 1)).catch(() => {});
    await Promise.resolve()
      .then(() => put(tx, 'late', 1))
      .catch(late.resolve);
  });
  await expect(slow).rejects.toThrow(DeadlinePassed);
  await store.tx((tx) => put(tx, 'next', 1));

  expect(String(await late.promise)).toContain('await is missing');
  expect(await keys()).toEqual(['next']);
});

test('reading cannot write', async () => {
  const write = async () => (store.read as Tx).insert(settings).values({ key: 'sneaked in', value: 1 });
  await expect(write()).rejects.toThrow();
  expect(await keys()).toEqual([]);
});

test('a statement is built once and serves every transaction and reader', async () => {
  let built = 0;
  const find = statement('test_find', (reader: Reader) => {
    built++;
    return reader
      .select()
      .from(settings)
      .where(eq(settings.key, sql.placeholder('key')));
  });
  for (const key of ['a', 'b', 'c']) await store.tx((tx) => add(tx, { key, value: 7 }));

  expect(await find(store.read, { key: 'b' })).toEqual([{ key: 'b', value: 7 }]);
  expect(await find(store.read, { key: 'x' })).toEqual([]);
  expect(built).toBe(1);
});

test('each caller keeps its own async context while batches are shared', async () => {
  const caller = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const call = (key: string) =>
    caller.run(key, () =>
      store.tx(async (tx) => {
        await put(tx, key, 1);
        seen.push(caller.getStore());
        store.afterCommit(() => seen.push(caller.getStore()));
      }),
    );
  await Promise.all(['a', 'b', 'c'].map(call));
  expect(seen.toSorted()).toEqual(['a', 'a', 'b', 'b', 'c', 'c']);
});

test('the driver survives the collection of thousands of statements', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 5; round++) {
    for (let turn = 0; turn < 200; turn++)
      await store.read
        .select()
        .from(settings)
        .where(eq(settings.key, `${turn}`));
    collect();
  }
  await store.writable();
});

test('closing waits for what is running and refuses what comes after', async () => {
  const running = store.tx(async (tx) => {
    await put(tx, 'in time', 1);
    await pause(20);
  });
  const closed = store.close();
  await running;
  await closed;
  await expect(store.tx((tx) => put(tx, 'too late', 1))).rejects.toThrow('closed');
});
