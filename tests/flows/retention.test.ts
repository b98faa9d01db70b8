import { statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dialect } from '../../db/kit.ts';
import { log } from '../../db/log.ts';
import { fileOf } from '../../db/open.ts';
import { identities } from '../../db/schema/people.ts';
import { inbox } from '../../db/schema/talk.ts';
import { outbox } from '../../db/schema/work.ts';
import { clearOldTraces } from '../../flows/retention.ts';
import { type Chore, startDaily } from '../../notifications/daily.ts';
import { days, hours } from '../../notifications/time.ts';
import { openTestStore, type TestStore } from '../database.ts';

let db: TestStore;
beforeEach(async () => {
  db = await openTestStore();
});
afterEach(() => db.close());

const today = Date.UTC(2026, 10, 21, 9);

async function workThroughAYear(): Promise<void> {
  const [identity] = await db.store.tx((tx) =>
    tx.insert(identities).values({ channel: 'web', address: 'a', createdAt: today }).returning(),
  );
  for (let day = 365; day >= 0; day -= 5) {
    const at = today - days(day);
    await db.store.tx(async (tx) => {
      const updates = Array.from({ length: 100 }, (_, n) => ({
        channel: 'web',
        externalId: `${day}:${n}`,
        identityId: identity?.id ?? 0,
        receivedAt: at,
      }));
      await tx.insert(inbox).values(updates);
      const errands = Array.from({ length: 100 }, () => ({
        kind: 'message',
        payload: { text: 'x'.repeat(500) },
        runAt: at,
        doneAt: at,
        result: 'sent',
        createdAt: at,
      }));
      await tx.insert(outbox).values(errands);
    });
  }
}

test('after a year and retention only the last month of updates and errands is left, and what failed', async () => {
  await workThroughAYear();
  await db.store.tx((tx) =>
    tx.insert(inbox).values({ channel: 'web', externalId: 'broken', identityId: 1, receivedAt: today - days(300), failure: 'a bug' }),
  );
  await db.store.tx((tx) => tx.insert(outbox).values({ kind: 'timer', payload: {}, runAt: today + days(1), createdAt: today - days(200) }));

  await clearOldTraces(db.store, today);

  expect(await db.store.read.$count(inbox)).toBe(7 * 100 + 1);
  expect(await db.store.read.$count(outbox)).toBe(7 * 100 + 1);
});

test.runIf(dialect === 'sqlite')('the data file shrinks after retention', async () => {
  await workThroughAYear();
  await db.store.close();
  const before = statSync(fileOf(db.url)).size;
  db = { ...(await reopened(db)), url: db.url };
  await clearOldTraces(db.store, today);
  await db.store.close();
  expect(statSync(fileOf(db.url)).size).toBeLessThan(before / 2);
});

async function reopened({ url }: TestStore): Promise<TestStore> {
  const { openStore } = await import('../../db/open.ts');
  const store = await openStore(url);
  return { store, url, close: () => store.close() };
}

test('a daily chore runs once a day, also over restarts, and a failed one is tried again in an hour', async () => {
  let now = today;
  const runs: number[] = [];
  let broken = false;
  const chore: Chore = {
    name: 'sweep',
    async run(at) {
      runs.push(at);
      if (broken) throw new Error('no broom');
    },
  };
  const oneProcess = async () => {
    const daily = startDaily([chore], { store: db.store, log, now: () => now });
    daily.look();
    await daily.stop();
  };
  await oneProcess();
  now += hours(2);
  await oneProcess();
  expect(runs).toEqual([today]);

  now = today + days(1);
  broken = true;
  await oneProcess();
  broken = false;
  now += hours(1);
  await oneProcess();
  expect(runs).toEqual([today, today + days(1), today + days(1) + hours(1)]);
});
