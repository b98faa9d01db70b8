import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import type { Resource } from '../../admin/resource.ts';
import clientsList from '../../admin/resources/clients.ts';
import ordersList from '../../admin/resources/orders.ts';
import { fieldsOf, orderOf, whereOf } from '../../admin/view-query.ts';
import { openHeavy } from '../../db/heavy.ts';
import { openStore } from '../../db/open.ts';
import { products } from '../../db/schema/catalog.ts';
import { staff } from '../../db/schema/people.ts';
import type { Role } from '../../db/schema/words.ts';
import { openShop } from '../../flows/open-shop.ts';
import { findBoard } from '../../flows/orders/find-board.ts';
import bakery from '../../flows/presets/bakery.ts';
import { periodOf } from '../../flows/reporting/period.ts';
import { ask, loadReports, offered } from '../../flows/reports.ts';
import { getShop } from '../../flows/shop.ts';
import { writeHistory } from './history.ts';
import { type Figure, fixedWork } from './measure.ts';

/** The owner's questions, asked one after another over a large history: lists and board by the store's reader, reports by the thread for heavy ones. */
const short = process.argv.includes('--short');
const sizes = short ? [20_000] : [100_000, 1_000_000];
const times = Number(process.argv[3] ?? 20);
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


const path = process.argv[2];
const store0 = await openStore(`file:${path}`); const heavy0 = openHeavy(`file:${path}`, store0);
await measureAll({ store: store0, heavy: heavy0.read, now: Date.now() }); await heavy0.close(); await store0.close();

async function measure(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'anna-bench-panel-'));
  const path = join(folder, 'anna.db');
  const now = Date.now();
  const began = performance.now();
  await furnish(path, size, now);
  const megabytes = Math.round(statSync(path).size / 2 ** 20);
  console.log(`\n${size.toLocaleString('en')} orders, ${megabytes} MiB, written in ${Math.round((performance.now() - began) / 1000)} s`);
  console.log(`${''.padEnd(44)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)}  aim`);
  const store = await openStore(`file:${path}`);
  const heavy = openHeavy(`file:${path}`, store);
  try {
    await measureAll({ store, heavy: heavy.read, now });
  } finally {
    await heavy.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
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

type Ground = { store: Awaited<ReturnType<typeof openStore>>; heavy: ReturnType<typeof openHeavy>['read']; now: number };

async function measureAll({ store, heavy, now }: Ground): Promise<void> {
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
  console.log(`${'longest stall of the event loop meanwhile'.padEnd(44)} ${loop.longest().toFixed(1).padStart(8)} ${''.padStart(8)}  ≤ 50`);
  loop.stop();
  const behind = reports.get('orders');
  const client = { ...shared, db: store.read, period: periodOf({ kind: 'day' }, { now, timezone }) };
  if (behind) await note('orders of a client', '≤ 25', () => ask(behind, client, { client: 17 }));
  for (const resource of [ordersList, clientsList]) await measureList(resource, store.read);
  await note('board: every column with its cards', '≤ 25', () => findBoard(store.read, {}, now));
  await note('board of one manager', '≤ 25', () => findBoard(store.read, { responsibleId: 2 }, now));
}

/** The first page, a filtered one and one of each order that the list offers. */
async function measureList(resource: Resource, db: Ground['store']['read']): Promise<void> {
  const page = (filters: Record<string, string>, sortBy?: string) =>
    resource
      .from(db, fieldsOf(resource))
      .where(whereOf(resource, filters, undefined as never))
      .orderBy(...orderOf(resource, sortBy === undefined ? undefined : { sortBy, direction: 'desc' }))
      .limit(25) as Promise<unknown>;
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
  const { p50, p99 }: Figure = await fixedWork(1, times, async () => void (await work()));
  console.log(`${name.padEnd(44)} ${p50.toFixed(1).padStart(8)} ${p99.toFixed(1).padStart(8)}  ${aim}`);
}

/** Watches how long the event loop stands still. */
function stallsOf() {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 2);
    last = performance.now();
  }, 2);
  return { longest: () => longest, stop: () => clearInterval(timer) };
}
