import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderItems, orders, payments, stages, stageVisits } from '../../../db/schema/orders.ts';
import { clients, staff } from '../../../db/schema/people.ts';
import { messages } from '../../../db/schema/talk.ts';
import { tasks } from '../../../db/schema/work.ts';
import { furnishDemo } from '../../../flows/demo.ts';
import { openShop } from '../../../flows/open-shop.ts';
import bakery from '../../../flows/presets/bakery.ts';
import type { Opens } from '../../../flows/reporting/opens.ts';
import { periodOf } from '../../../flows/reporting/period.ts';
import { type Answer, type Asked, ask, loadReports, offered, type Report, type Reports } from '../../../flows/reports.ts';
import { getShop } from '../../../flows/shop.ts';
import { dayOf } from '../../../notifications/time.ts';
import { openTestStore, type TestStore } from '../../database.ts';

/** Everything of the demo, counted by hand in plain loops, and what the reports say of the same. */
const now = Date.parse('2027-03-03T12:20:00+03:00');
const timezone = 'Europe/Moscow';
const period = periodOf({ kind: 'thirty-days' }, { now, timezone });
let opened: TestStore;
let reports: Reports;
let asked: Asked;
let all: Awaited<ReturnType<typeof readAll>>;

async function readAll({ store: { read } }: TestStore) {
  return {
    orders: await read.select().from(orders),
    items: await read.select().from(orderItems),
    payments: await read.select().from(payments),
    visits: await read.select().from(stageVisits),
    stages: await read.select().from(stages),
    clients: await read.select().from(clients),
    tasks: await read.select().from(tasks),
    messages: await read.select().from(messages),
    staff: await read.select().from(staff),
  };
}

beforeAll(async () => {
  opened = await openTestStore();
  const { store } = opened;
  await store.tx((tx) => openShop(tx, new Map(), { preset: bakery, name: 'Анна', language: 'ru', timezone, currency: 'RUB' }));
  await furnishDemo(store, { now, seed: 1 });
  reports = await loadReports();
  asked = { db: store.read, shop: await getShop(store.read), now, language: 'ru', period, limit: 10_000 };
  all = await readAll(opened);
});
afterAll(() => opened.close());

const get = (name: string): Report => {
  const found = reports.get(name);
  if (!found) throw new Error(`No report ${name}`);
  return found;
};
const read = (name: string): Promise<Answer> => ask(get(name), asked);
const valuesOf = ({ rows }: Answer, ...names: string[]) => rows.map((row) => names.map((name) => row[name]?.value ?? null));
const figuresOf = ({ figures }: Answer) => figures.map(({ value }) => value);
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
const inside = (at: number | null) => at !== null && at >= period.from && at < period.until;
const today = (at: number | null) => at !== null && dayOf(at, timezone) === '2027-03-03';
const kept = ({ outcome }: { outcome: string }) => outcome !== 'lost';
const median = (numbers: number[]) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

test('today’s orders are those due today and those that came in today', async () => {
  const due = all.orders.filter((order) => kept(order) && today(order.dueAt));
  const came = all.orders.filter((order) => kept(order) && today(order.createdAt));
  const answer = await read('today');

  expect(figuresOf(answer)).toEqual([
    due.length,
    sum(due.map(({ total }) => total)),
    due.filter(({ outcome }) => outcome === 'won').length,
    came.length,
    sum(came.map(({ total }) => total)),
  ]);
  expect(
    valuesOf(answer, 'number')
      .flat()
      .map(Number)
      .toSorted((a, b) => a - b),
  ).toEqual(due.map(({ id }) => id).toSorted((a, b) => a - b));
});

test('the money due is what is not paid of orders that are not cancelled', async () => {
  const owing = all.orders.filter((order) => kept(order) && order.paid < order.total);
  const answer = await read('debts');
  expect(figuresOf(answer).slice(0, 2)).toEqual([sum(owing.map(({ total, paid }) => total - paid)), owing.length]);
  expect(sum(valuesOf(answer, 'owing').flat().map(Number))).toBe(figuresOf(answer)[0]);
});

test('late is what should have been handed over, and what stands longer than its stage’s norm', async () => {
  const overdue = all.orders.filter(({ outcome, dueAt, dueUntil }) => outcome === 'open' && (dueUntil ?? dueAt ?? now) < now);
  const answer = await read('late');
  expect(figuresOf(answer)[0]).toBe(overdue.length);
  expect(overdue.length).toBeGreaterThan(0);
  expect(figuresOf(answer)[1]).toBeGreaterThan(0);
  const late = new Set(valuesOf(answer, 'number').flat().map(Number));
  for (const { id } of overdue) expect(late).toContain(id);
  for (const id of late) expect(all.orders.find((order) => order.id === id)?.outcome).toBe('open');
});

test('revenue by day is each day’s orders and payments, to the kopeck', async () => {
  const byDay = await read('revenue');
  expect(byDay.rows).toHaveLength(30);
  for (const [day, count, worth, received] of valuesOf(byDay, 'day', 'orders', 'sum', 'received')) {
    const placed = all.orders.filter((order) => kept(order) && dayOf(order.createdAt, timezone) === day);
    const paid = all.payments.filter(({ at }) => dayOf(at, timezone) === day);
    expect([count, worth, received]).toEqual([placed.length, sum(placed.map(({ total }) => total)), sum(paid.map(({ amount }) => amount))]);
  }
  expect(sum(valuesOf(byDay, 'received').flat().map(Number))).toBe(figuresOf(byDay)[0]);
});

test('the funnel counts who came to each stage, who was lost there and how long they stood', async () => {
  const answer = await read('funnel');
  const placed = all.orders.filter(({ createdAt }) => inside(createdAt));
  const known = all.stages.filter(({ kind }) => kind !== 'lost').toSorted((a, b) => a.position - b.position);
  expect(figuresOf(answer)[0]).toBe(placed.length);
  expect(figuresOf(answer)[1]).toBe(placed.filter(({ outcome }) => outcome === 'won').length / placed.length);
  const told = valuesOf(answer, 'stage', 'came', 'lost', 'average', 'median');
  expect(told).toHaveLength(known.length);
  for (const [index, stage] of known.entries()) {
    const came = placed.filter((order) => order.reached >= stage.position && [null, order.fulfilment].includes(stage.fulfilment));
    const lost = came.filter(({ outcome, reached }) => outcome === 'lost' && reached === stage.position);
    const stays = all.visits
      .filter(({ stageId, leftAt }) => stageId === stage.id && inside(leftAt))
      .map(({ leftAt, enteredAt }) => ((leftAt ?? 0) - enteredAt) / 60_000);
    const [title, cameTold, lostTold, average, middle] = told[index] ?? [];
    expect([title, cameTold]).toEqual([stage.title.ru, came.length]);
    if (stage.kind !== 'open') continue;
    expect(lostTold).toBe(lost.length);
    expect(average).toBeCloseTo(sum(stays) / stays.length, 5);
    expect(middle).toBeCloseTo(median(stays) ?? 0, 5);
  }
});

test('the bottleneck is named with its time and its losses, and opens those very orders', async () => {
  const { says, rows } = await read('funnel');
  const worst = rows.toSorted((a, b) => Number(b.lost?.value) - Number(a.lost?.value))[0];
  expect(says?.text.ru).toMatch(/^Узкое место — .+: в среднем \d+ (мин|ч|дн\.), потеряно \d+ %\.$/);
  expect(says?.text.en).toMatch(/^The bottleneck is .+: \d+ (min|h|d) on average, \d+% lost\.$/);
  expect(says?.text.ru).toContain(String(worst?.stage?.value));
  expect(await countOf(says?.opens)).toBe(worst?.lost?.value);
});

test('sources, managers, best sellers, reasons of loss: each sum is the sum of its own orders', async () => {
  const placed = all.orders.filter(({ createdAt }) => inside(createdAt));
  const live = placed.filter(kept);
  const worth = sum(live.map(({ total }) => total));
  const lost = all.orders.filter(({ outcome, closedAt }) => outcome === 'lost' && inside(closedAt));

  expect(
    sum(
      valuesOf(await read('sources'), 'sum')
        .flat()
        .map(Number),
    ),
  ).toBe(worth);
  expect(
    sum(
      valuesOf(await read('sources'), 'clients')
        .flat()
        .map(Number),
    ),
  ).toBe(all.clients.filter(({ createdAt }) => inside(createdAt)).length);
  for (const [name, count, theirs] of valuesOf(await read('managers'), 'name', 'orders', 'sum')) {
    const person = all.staff.find((each) => each.name === name);
    const own = live.filter(({ responsibleId }) => responsibleId === (person?.id ?? null));
    expect([count, theirs]).toEqual([own.length, sum(own.map(({ total }) => total))]);
  }
  expect(
    sum(
      valuesOf(await read('managers'), 'sum')
        .flat()
        .map(Number),
    ),
  ).toBe(worth);
  const ids = new Set(live.map(({ id }) => id));
  expect(
    sum(
      valuesOf(await read('best-sellers'), 'sum')
        .flat()
        .map(Number),
    ),
  ).toBe(sum(all.items.filter(({ orderId }) => ids.has(orderId)).map(({ total }) => total)));
  expect(figuresOf(await read('losses'))).toEqual([sum(lost.map(({ total }) => total)), lost.length]);
  const reasons = valuesOf(await read('losses'), 'sum')
    .flat()
    .map(Number);
  expect(reasons).toEqual(reasons.toSorted((a, b) => b - a));
});

test('managers are measured by their replies in working time and by their tasks', async () => {
  for (const [name, reply, slowest, done, late, overdue] of valuesOf(
    await read('managers'),
    ...['name', 'reply', 'slowest', 'tasksDone', 'tasksLate', 'tasksOverdue'],
  )) {
    const person = all.staff.find((each) => each.name === name);
    if (!person) continue; // the orders that nobody took
    const waits = all.messages
      .filter(({ staffId, at, waitedMs }) => staffId === person?.id && inside(at) && waitedMs !== null)
      .map(({ waitedMs }) => waitedMs ?? 0);
    const finished = all.tasks.filter(({ doneById, doneAt }) => doneById === person?.id && inside(doneAt));
    expect([reply, slowest]).toEqual(
      waits.length === 0 ? [null, null] : [Math.round((median(waits) ?? 0) / 60_000), Math.round(Math.max(...waits) / 60_000)],
    );
    expect([done, late]).toEqual([finished.length, finished.filter(({ doneAt, dueAt }) => (doneAt ?? 0) > dueAt).length]);
    expect(overdue).toBe(
      all.tasks.filter(({ assigneeId, doneAt, dueAt }) => assigneeId === person?.id && doneAt === null && dueAt < now).length,
    );
  }
});

test('the list behind a sum says this very sum, in the reader’s words', async () => {
  const behind = async (opens: Opens | undefined) => {
    if (!opens || !('list' in opens)) throw new Error('The number opens nothing');
    return ask(get(opens.list), asked, opens.filter);
  };
  const [owed] = (await read('debts')).figures;
  expect(figuresOf(await behind(owed?.opens))).toContain(owed?.value);
  for (const { sum: worth } of (await read('best-sellers')).rows) expect(figuresOf(await behind(worth?.opens))).toContain(worth?.value);
  const [source] = (await read('sources')).rows.filter(({ source: name }) => name?.value === 'Посоветовали');
  expect(new Set(valuesOf(await behind(source?.clients?.opens), 'source').flat())).toEqual(new Set(['посоветовали']));
});

test('who has left is still named with the orders of their time', async () => {
  const olga = all.staff.find(({ name }) => name === 'Ольга');
  const { rows } = await opened.store.tx(async (tx) => {
    await tx
      .update(staff)
      .set({ removedAt: now })
      .where(eq(staff.id, olga?.id ?? 0));
    const answer = await ask(get('managers'), { ...asked, db: tx });
    await tx
      .update(staff)
      .set({ removedAt: null })
      .where(eq(staff.id, olga?.id ?? 0));
    return answer;
  });
  expect(rows.find(({ name }) => name?.value === 'Ольга')?.orders?.value).toBeGreaterThan(0);
});

test('regulars are those who ordered more than once, and the repeat rate is their share', async () => {
  const answer = await read('regulars');
  const again = all.clients.filter(({ ordersCount }) => ordersCount >= 2);
  const customers = all.clients.filter(({ ordersCount }) => ordersCount >= 1);
  expect(figuresOf(answer)).toEqual([again.length / customers.length, again.length, customers.length]);
  expect(answer.rows).toHaveLength(again.length);
});

test('what is under way and everybody’s load are the open orders', async () => {
  const open = all.orders.filter(({ outcome }) => outcome === 'open');
  expect(figuresOf(await read('stages'))).toEqual([open.length, sum(open.map(({ total }) => total))]);
  const load = valuesOf(await read('load'), 'responsible', 'maker', 'driver', 'tasks');
  const columns = [0, 1, 2, 3].map((column) => sum(load.map((row) => Number(row[column]))));
  expect(columns).toEqual([
    open.filter(({ responsibleId }) => responsibleId !== null).length,
    open.filter(({ makerId }) => makerId !== null).length,
    open.filter(({ driverId }) => driverId !== null).length,
    all.tasks.filter(({ doneAt, assigneeId }) => doneAt === null && assigneeId !== null).length,
  ]);
});

async function countOf(opens: Opens | undefined): Promise<number | undefined> {
  if (!opens || 'record' in opens) return undefined;
  const answer = await ask(get(opens.list), asked, opens.filter);
  expect(answer.rows).toHaveLength(Number(answer.figures[0]?.value));
  return answer.rows.length;
}

/** Lines of orders, not orders. */
const notOneToOne = new Set(['best-sellers.lines']);

test('every count of every report opens a list with as many lines', async () => {
  let checked = 0;
  for (const { name, columns } of offered(reports)) {
    const { rows, figures } = await read(name);
    const cells = [
      ...figures.map((figure) => ({ cell: figure, kind: figure.kind, what: `${name}: ${figure.title.en}` })),
      ...rows.flatMap((row) =>
        Object.entries(columns).map(([key, { kind }]) => ({ cell: row[key] ?? { value: null }, kind, what: `${name}.${key}` })),
      ),
    ];
    for (const { cell, kind, what } of cells) {
      if (kind !== 'count' || !cell.opens || notOneToOne.has(what)) continue;
      expect([what, await countOf(cell.opens)]).toEqual([what, cell.value]);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(150);
});
