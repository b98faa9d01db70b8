import { count, desc, eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { openHeavy, openThread } from '../../db/heavy.ts';
import { dialect } from '../../db/kit.ts';
import { fileOf } from '../../db/open.ts';
import { orders, stages } from '../../db/schema/orders.ts';
import type { Reader } from '../../db/store.ts';
import { statement } from '../../db/store.ts';
import { furnishDemo } from '../../flows/demo.ts';
import { openShop } from '../../flows/open-shop.ts';
import bakery from '../../flows/presets/bakery.ts';
import { periodOf } from '../../flows/reporting/period.ts';
import { ask, loadReports, offered } from '../../flows/reports.ts';
import { getShop } from '../../flows/shop.ts';
import { openTestStore } from '../database.ts';

const now = Date.parse('2027-03-03T12:20:00+03:00');

async function furnished() {
  const opened = await openTestStore();
  const given = { preset: bakery, name: 'Анна', language: 'ru', timezone: 'Europe/Moscow', currency: 'RUB' } as const;
  await opened.store.tx((tx) => openShop(tx, new Map(), given));
  await furnishDemo(opened.store, { now, seed: 1 });
  const heavy = openHeavy(opened.url, opened.store, dialect === 'postgres' ? opened.url : undefined);
  onTestFinished(async () => {
    await heavy.close();
    await opened.close();
  });
  return { ...opened, heavy };
}

test('every report answers the heavy reader as it answers the store', async () => {
  const { store, heavy } = await furnished();
  const shop = await getShop(store.read);
  const asked = { shop, now, language: 'en', limit: 50, period: periodOf({ kind: 'quarter' }, { now, timezone: shop.timezone }) } as const;
  for (const report of offered(await loadReports()))
    expect(await ask(report, { ...asked, db: heavy.read })).toEqual(await ask(report, { ...asked, db: store.read }));
});

const byStage = statement('test_heavy_by_stage', (db: Reader) =>
  db
    .select({ id: orders.id, agreed: orders.agreed })
    .from(orders)
    .where(eq(orders.stageId, sql.placeholder('stage')))
    .orderBy(desc(orders.id))
    .limit(3),
);

test('all ways of asking work: joins, counts, distinct, with, prepared ones, JSON and truth values', async () => {
  const { store, heavy } = await furnished();
  const ways = async (db: Reader) => {
    const big = db.$with('big').as(db.select({ id: orders.id }).from(orders).where(sql`${orders.total} > 1000000`));
    return [
      await db.$count(orders, eq(orders.outcome, 'won')),
      await db.selectDistinct({ outcome: orders.outcome }).from(orders).orderBy(orders.outcome),
      await db.with(big).select({ big: count() }).from(big),
      await db
        .select({ order: orders, stage: stages })
        .from(orders)
        .leftJoin(stages, eq(stages.id, orders.stageId))
        .orderBy(orders.id)
        .limit(2),
      await byStage(db, { stage: 2 }),
      await getShop(db),
    ];
  };
  expect(await ways(heavy.read)).toEqual(await ways(store.read));
});

test('a question that fails says why, and the next one is answered', async () => {
  const { heavy } = await furnished();
  await expect(heavy.read.select({ x: sql`no_such_thing(1)` }).from(orders)).rejects.toThrow();
  expect(await heavy.read.$count(orders)).toBeGreaterThan(300);
});

test.runIf(dialect === 'sqlite')('a long question holds up nobody: the event loop goes on while the thread counts', async () => {
  const { heavy } = await furnished();
  await heavy.read.$count(orders);
  let longest = 0;
  let last = performance.now();
  const tick = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const began = performance.now();
  const endless = sql`(with recursive n(x) as (select 1 union all select x + 1 from n where x < 3000000) select max(x) from n)`;
  await heavy.read.select({ x: endless }).from(orders).limit(1);
  clearInterval(tick);
  expect(performance.now() - began).toBeGreaterThan(150);
  expect(longest).toBeLessThan(50);
});

test.runIf(dialect === 'sqlite')('the thread ends when nobody asks, and begins again by itself', async () => {
  const { url, store } = await furnished();
  const { read, close } = openThread(fileOf(url), { idleAfterMs: 20 });
  const all = await store.read.$count(orders);
  for (let round = 0; round < 3; round++) {
    expect(await read.$count(orders)).toBe(all);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await close();
});
