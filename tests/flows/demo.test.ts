import { asc, eq, gt, isNull, not, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderItems, orders, payments, stages, stageVisits } from '../../db/schema/orders.ts';
import { clients, identities, staff } from '../../db/schema/people.ts';
import { events, outbox, tasks } from '../../db/schema/work.ts';
import type { Store } from '../../db/store.ts';
import { speakIn } from '../../flows/demo/speak-in.ts';
import { furnishDemo } from '../../flows/demo.ts';
import { openShop } from '../../flows/open-shop.ts';
import { findWithoutNextStep } from '../../flows/orders/find-without-next-step.ts';
import bakery from '../../flows/presets/bakery.ts';
import { getShop } from '../../flows/shop.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { openTestStore, type TestStore } from '../database.ts';

const now = Date.parse('2027-03-03T12:20:00+03:00');
const given = { preset: bakery, name: 'Сладкая Анна', language: 'ru', timezone: 'Europe/Moscow', currency: 'RUB' } as const;
const opened: TestStore[] = [];
let store: Store;

async function furnished(shop: Partial<Parameters<typeof openShop>[2]> = {}, at = now): Promise<Store> {
  const test = await openTestStore();
  opened.push(test);
  await test.store.tx((tx) => openShop(tx, new Map(), { ...given, ...shop }));
  await furnishDemo(test.store, { now: at, seed: 1 });
  return test.store;
}

beforeAll(async () => {
  store = await furnished();
});
afterAll(async () => {
  for (const { close } of opened) await close();
});

const all = (db: Store) => db.read.select().from(orders).orderBy(asc(orders.id));
const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0);

test('the demo is a shop of three months with something at every stage', async () => {
  const made = await all(store);
  const open = await store.read
    .select({ stage: stages.position, count: sql<number>`count(*)`.mapWith(Number) })
    .from(orders)
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .groupBy(stages.position);
  const lost = made.filter(({ outcome }) => outcome === 'lost').length / made.length;

  expect(made.length).toBeGreaterThan(350);
  expect(await store.read.$count(clients)).toBeGreaterThan(220);
  expect(lost).toBeGreaterThan(0.06);
  expect(lost).toBeLessThan(0.13);
  expect(open.map(({ stage }) => stage).toSorted()).toEqual(bakery.pipeline.stages.map((_, index) => index + 1));
  expect(Math.min(...open.map(({ count }) => count))).toBeGreaterThanOrEqual(3);
  expect(await findWithoutNextStep(store.read)).not.toEqual([]);
});

test('every sum of the demo adds up', async () => {
  const items = Map.groupBy(await store.read.select().from(orderItems), ({ orderId }) => orderId);
  const paid = Map.groupBy(await store.read.select().from(payments), ({ orderId }) => orderId);

  for (const order of await all(store)) {
    expect(sum((items.get(order.id) ?? []).map(({ total }) => total))).toBe(order.itemsTotal);
    expect(order.itemsTotal + order.deliveryFee).toBe(order.total);
    expect(sum((paid.get(order.id) ?? []).map(({ amount }) => amount))).toBe(order.paid);
    expect(order.agreed?.total).toBe(order.total);
    if (order.outcome === 'won') expect(order.paid).toBe(order.total);
    if (order.outcome === 'lost') expect(order.paid).toBe(0);
  }
});

test('every order of the demo stands where its last visit says, and has come there step by step', async () => {
  const visits = Map.groupBy(await store.read.select().from(stageVisits).orderBy(asc(stageVisits.id)), ({ orderId }) => orderId);
  const byId = new Map((await store.read.select().from(stages)).map((stage) => [stage.id, stage]));

  for (const order of await all(store)) {
    const mine = visits.get(order.id) ?? [];
    const last = mine.at(-1);
    const kind = byId.get(order.stageId)?.kind;
    expect(last).toMatchObject({ id: order.visitId, stageId: order.stageId, enteredAt: order.stageSince, leftAt: null });
    expect(mine.map(({ previousId }) => previousId)).toEqual([null, ...mine.slice(0, -1).map(({ id }) => id)]);
    for (const [index, visit] of mine.entries())
      if (index > 0)
        expect([mine[index - 1]?.leftAt, visit.enteredAt >= order.createdAt, visit.enteredAt <= now]).toEqual([
          visit.enteredAt,
          true,
          true,
        ]);
    for (const [index, visit] of mine.entries()) expect(visit.enteredAt).toBeGreaterThanOrEqual(mine[index - 1]?.enteredAt ?? 0);
    expect(order.outcome).toBe(kind);
    expect(order.closedAt).toBe(kind === 'open' ? null : order.stageSince);
    expect(order.lossReason === null).toBe(kind !== 'lost');
    expect(order.reached).toBe(
      Math.max(...mine.flatMap(({ stageId }) => (byId.get(stageId)?.kind === 'lost' ? [] : [byId.get(stageId)?.position ?? 0]))),
    );
  }
});

test('the clients of the demo count their own orders', async () => {
  const mine = Map.groupBy(await all(store), ({ clientId }) => clientId);
  for (const client of await store.read.select().from(clients)) {
    const kept = (mine.get(client.id) ?? []).filter(({ outcome }) => outcome !== 'lost');
    expect([client.ordersCount, client.ordersSum]).toEqual([kept.length, sum(kept.map(({ total }) => total))]);
    expect(client.lastOrderAt).toBe(mine.get(client.id)?.at(-1)?.createdAt ?? null);
  }
});

test('the past of the demo sets off nothing: all of it is followed, and only what is to come waits', async () => {
  expect(await store.read.$count(events, not(events.followed))).toBe(0);
  expect(await store.read.$count(events, gt(events.at, now))).toBe(0);
  const waiting = await store.read.select().from(outbox);
  expect(waiting.length).toBeGreaterThan(0);
  for (const { kind, runAt } of waiting) expect([kind, runAt > now]).toEqual(['timer', true]);
});

test('everybody is in touch, five have a simulated phone, and what is open lies with those on shift', async () => {
  const reached = await store.read
    .select({ address: identities.address, onShift: staff.onShift })
    .from(identities)
    .innerJoin(staff, eq(staff.id, identities.staffId));
  const seats = reached.filter(({ address }) => !address.startsWith('demo-colleague-'));
  const present = (await store.read.select().from(staff).where(eq(staff.onShift, true))).map(({ id }) => id);
  const open = (await all(store)).filter(({ outcome }) => outcome === 'open');

  expect(reached).toHaveLength(await store.read.$count(staff));
  expect(seats.map(({ address }) => address).toSorted()).toEqual([
    'demo-cook',
    'demo-driver',
    'demo-manager',
    'demo-owner',
    'demo-workshop-head',
  ]);
  expect(seats.every(({ onShift }) => onShift)).toBe(true);
  for (const { responsibleId, makerId, driverId } of open) {
    for (const id of [responsibleId, makerId, driverId]) if (id !== null) expect(present).toContain(id);
  }
});

test('there is something to do today, something late and a clock on everything to come', async () => {
  const open = await store.read.select().from(tasks).where(isNull(tasks.doneAt));
  const clocks = await store.read.select({ payload: outbox.payload }).from(outbox);

  expect(open.some(({ dueAt }) => dueAt < now)).toBe(true);
  for (const { id, dueAt } of open) expect(clocks.some(({ payload }) => payload.taskId === id)).toBe(dueAt > now);
});

test('the same seed makes the same shop, whatever the database', async () => {
  const again = await furnished();
  expect(await all(again)).toEqual(await all(store));
});

test('the demo opens in another language, currency and hour just as well', async () => {
  const abroad = await furnished(
    { name: 'Sweet Anna', language: 'en', timezone: 'Europe/London', currency: 'GBP' },
    Date.parse('2027-01-01T03:05:00Z'),
  );
  const [first] = await all(abroad);

  expect(first?.agreed?.lines.join()).not.toMatch(/[а-я]/i);
  expect(await abroad.read.$count(orders, eq(orders.outcome, 'open'))).toBeGreaterThan(25);
});

test('in another language the demo has no name left that it gave in the first', async () => {
  const other = await furnished({ name: textsIn('ru').shop.defaultName });
  const names = async () => (await other.read.select({ name: staff.name }).from(staff).orderBy(asc(staff.id))).map(({ name }) => name);
  const before = await names();
  await other.tx((tx) => tx.update(staff).set({ name: 'Тамара' }).where(eq(staff.name, 'Ольга')));

  await other.tx((tx) => speakIn(tx, { language: 'en', now }));
  expect((await names()).filter((name) => /[а-яё]/i.test(name))).toEqual(['Тамара']);
  expect(await getShop(other.read)).toMatchObject({ language: 'en' });

  await other.tx((tx) => speakIn(tx, { language: 'ru', now }));
  expect(await names()).toEqual(before.map((name) => (name === 'Ольга' ? 'Тамара' : name)));
});
