import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asc, count, eq, sql } from 'drizzle-orm';
import type { Resource } from '../../admin/resource.ts';
import clientsList from '../../admin/resources/clients.ts';
import ordersList from '../../admin/resources/orders.ts';
import { fieldsOf, orderOf, whereOf } from '../../admin/view-query.ts';
import { openHeavy } from '../../db/heavy.ts';
import { openStore } from '../../db/open.ts';
import { products } from '../../db/schema/catalog.ts';
import { orders } from '../../db/schema/orders.ts';
import { staff } from '../../db/schema/people.ts';
import type { Role } from '../../db/schema/words.ts';
import { openShop } from '../../flows/open-shop.ts';
import { findBoard } from '../../flows/orders/find-board.ts';
import bakery from '../../flows/presets/bakery.ts';
import { periodOf } from '../../flows/reporting/period.ts';
import { ask, loadReports, offered } from '../../flows/reports.ts';
import { findAnything } from '../../flows/search/find-anything.ts';
import { getShop } from '../../flows/shop.ts';
import { reopenLast, writeHistory } from './history.ts';
import { figureOf } from './measure.ts';

/** The owner's questions, asked one after another over a large history: lists and board by the store's reader, reports by the thread for heavy ones. */
const short = process.argv.includes('--short');
const sizes = short ? [20_000] : [100_000, 1_000_000];
const times = short ? 5 : 20;
const team: Role[] = [
  'owner',
  'manager',
  'manager',
  'manager',
  'manager',
  'manager',
  'cook',
  'cook',
  'cook',
  'cook',
  'driver',
  'driver',
  'driver',
];

for (const size of sizes) await measure(size);

async function measure(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'anna-bench-panel-'));
  const path = join(folder, 'anna.db');
  const now = Date.now();
  const began = performance.now();
  await furnish(path, size, now);
  const megabytes = Math.round(statSync(path).size / 2 ** 20);
  console.log(`\n${size.toLocaleString('en')} orders, ${megabytes} MiB, written in ${Math.round((performance.now() - began) / 1000)} s`);
  console.log(`${''.padEnd(44)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}  aim`);
  try {
    await during(path, (ground) => measureAll(ground, now));
    reopenLast(path, Math.min(50_000, size / 2));
    await during(path, ({ store }) => measureBoard(store.read, now));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function during(path: string, work: (ground: Ground) => Promise<void>): Promise<void> {
  const store = await openStore(`file:${path}`);
  const heavy = openHeavy(`file:${path}`, store);
  try {
    await work({ store, heavy: heavy.read });
  } finally {
    await heavy.close();
    await store.close();
  }
}

async function furnish(path: string, orders: number, now: number): Promise<void> {
  const store = await openStore(`file:${path}`);
  const people = await store.tx(async (tx) => {
    await openShop(tx, new Map(), { preset: bakery, name: 'Анна', language: 'ru', timezone: 'Europe/Moscow', currency: 'RUB' });
    const rows = team.map((role, index) => ({ name: `Коллега ${index}`, roles: [role], language: 'ru' as const, createdAt: now }));
    return tx.insert(staff).values(rows).returning({ id: staff.id, roles: staff.roles });
  });
  const sold = await store.read.select({ id: products.id }).from(products).orderBy(asc(products.id));
  await store.close();
  const who = (role: Role) => people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
  writeHistory(path, {
    ...{ orders, now, products: sold.map(({ id }) => id) },
    ...{ managers: who('manager'), cooks: who('cook'), drivers: who('driver') },
  });
}

type Ground = { store: Awaited<ReturnType<typeof openStore>>; heavy: ReturnType<typeof openHeavy>['read'] };

async function measureAll({ store, heavy }: Ground, now: number): Promise<void> {
  const shop = await getShop(store.read);
  const { timezone } = shop;
  const reports = await loadReports();
  const shared = { db: heavy, shop, now, language: 'ru', limit: 200 } as const;
  const loop = stallsOf();
  for (const report of offered(reports)) {
    const periods = report.time === 'now' ? (['thirty-days'] as const) : (['thirty-days', 'quarter'] as const);
    for (const kind of periods) {
      const period = periodOf({ kind }, { now, timezone });
      const name = report.time === 'now' ? `report ${report.name}` : `report ${report.name}, ${kind}`;
      await note(name, kind === 'quarter' ? '' : '≤ 50', () => ask(report, { ...shared, period }));
    }
  }
  loop.tell('the reports');
  const behind = reports.get('orders');
  const client = { ...shared, db: store.read, period: periodOf({ kind: 'day' }, { now, timezone }) };
  if (behind) await note('orders of a client', '≤ 25', () => ask(behind, client, { client: 17 }));
  for (const resource of [ordersList, clientsList]) await measureList(resource, store.read);
  for (const words of ['клиент 4417', 'клиент', 'иванова', '4417', '8 900 012 34 56', 'ли'])
    await note(`search everywhere: ${words}`, '≤ 50', () => findAnything(store.read, words));
  await measureBoard(store.read, now);
  loop.tell('lists, searches and the board');
  loop.stop();
}

async function measureBoard(db: Ground['store']['read'], now: number): Promise<void> {
  const [open] = await db.select({ found: count() }).from(orders).where(eq(orders.outcome, 'open'));
  await note(`board of ${open?.found} open orders`, '≤ 300', () => findBoard(db, {}, now));
  await note('board of one manager', '≤ 300', () => findBoard(db, { responsibleId: 2 }, now));
  await note('board, a search', '≤ 300', () => findBoard(db, { text: 'клиент 441' }, now));
}

/** The first page, a filtered one and one of each order that the list offers, each with its count up to 10,000. */
async function measureList(resource: Resource, db: Ground['store']['read']): Promise<void> {
  const page = async (filters: Record<string, string>, sortBy?: string) => {
    const where = whereOf(resource, filters, undefined as never);
    await resource
      .from(db, fieldsOf(resource))
      .where(where)
      .orderBy(...orderOf(resource, sortBy === undefined ? undefined : { sortBy, direction: 'desc' }))
      .limit(25);
    const some = resource.from(db, { one: sql`1`.as('one') }).where(where);
    await db.select({ found: count() }).from(some.limit(10_000).as('some'));
  };
  await note(`list ${resource.name}, first page`, '≤ 25', () => page({}));
  for (const [name, column] of Object.entries(resource.columns)) {
    if (column.sort) await note(`list ${resource.name}, by ${name}`, '≤ 25', () => page({}, name));
    const [word] = column.words ?? [];
    if (column.filter && word !== undefined)
      await note(`list ${resource.name}, only ${name} ${word}`, '≤ 25', () => page({ [name]: word }));
  }
  await note(`list ${resource.name}, a search`, '≤ 25', () => page({ search: 'клиент 4417' }));
}

async function note(name: string, aim: string, work: () => Promise<unknown>): Promise<void> {
  await work();
  const took: number[] = [];
  for (let time = 0; time < times; time++) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
    await nextTurn(); // else one stall would be all of them
  }
  const { p50, p99 } = figureOf(took);
  console.log(`${name.padEnd(44)} ${p50.toFixed(1).padStart(8)} ${p99.toFixed(1).padStart(8)}  ${aim}`);
}

/** Watches how long the event loop stands still: by the clock, and by the processor's time of this thread, which other programs do not lengthen. */
function stallsOf() {
  let longest = { wall: 0, cpu: 0 };
  let last = { wall: performance.now(), cpu: cpuMs() };
  const timer = setInterval(() => {
    const now = { wall: performance.now(), cpu: cpuMs() };
    longest = { wall: Math.max(longest.wall, now.wall - last.wall - 2), cpu: Math.max(longest.cpu, now.cpu - last.cpu) };
    last = now;
  }, 2);
  return {
    tell(during: string) {
      const { wall, cpu } = longest;
      console.log(`longest stall of the event loop, ${during}: ${wall.toFixed(1)} ms (${cpu.toFixed(1)} ms of processor); aim ≤ 50`);
      longest = { wall: 0, cpu: 0 };
    },
    stop: () => clearInterval(timer),
  };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
