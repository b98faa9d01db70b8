import { asc } from 'drizzle-orm';
import type { Instant } from '../db/schema/words.ts';
import { rules } from '../db/schema/work.ts';
import type { Store, Tx } from '../db/store.ts';
import { days } from '../notifications/time.ts';
import { productsOnSale, sectionsOnSale } from './catalog/products.ts';
import { almanac } from './demo/almanac.ts';
import { historyMs } from './demo/course.ts';
import { dice } from './demo/dice.ts';
import { planShop } from './demo/plan.ts';
import type { DemoTrade } from './demo/scenery.ts';
import { hireTeam } from './demo/team.ts';
import { writeClients } from './demo/write-clients.ts';
import { eventsOf, writeEvents, writeTalks, writeTasks } from './demo/write-events.ts';
import { writeGoals } from './demo/write-goals.ts';
import { type Furnishing, type Written, writeOrders } from './demo/write-orders.ts';
import { getOrder } from './orders/load-order.ts';
import { mainPipeline } from './orders/pipeline.ts';
import { loadReminders, planReminder } from './orders/plan-reminder.ts';
import { bakeryDemo } from './presets/bakery/demo.ts';
import { getShop, type Shop } from './shop.ts';

/**
 * Furnishes an open shop with colleagues, clients and three months of orders, as if it had worked all the time; the same seed at the same
 * moment makes the same shop. All or nothing.
 */
export async function furnishDemo(store: Store, { now, seed }: { now: Instant; seed: number }): Promise<void> {
  await loadReminders();
  await store.tx((tx) => furnish(tx, bakeryDemo, { now, seed }));
}

async function furnish(tx: Tx, trade: DemoTrade, { now, seed }: { now: Instant; seed: number }): Promise<void> {
  const shop = await getShop(tx);
  const { colleagues } = trade.scenery[shop.language];
  const calendar = almanac(shop, now, { back: historyMs / days(1) + 2, ahead: shop.horizonDays });
  const ground = {
    shop,
    now,
    trade,
    dice: dice(seed),
    almanac: calendar,
    catalogue: await loadCatalogue(tx),
    largeFrom: await largeFrom(tx),
  };
  const plan = planShop(ground);
  const team = await hireTeam(tx, colleagues, { language: shop.language, since: now - historyMs - days(30) });
  const furnishing: Furnishing = {
    tx,
    plan,
    shop,
    trade,
    team,
    pipeline: await mainPipeline(tx),
    almanac: calendar,
    ...(await writeClients(tx, plan, shop)),
  };
  const written = await writeOrders(furnishing);
  const happened = [...eventsOf(furnishing, written), ...(await writeTasks(furnishing, written, now)), ...(await writeTalks(furnishing))];
  await writeEvents(furnishing, happened);
  await writeGoals(furnishing, now);
  await planReminders(tx, written, shop, now);
}

async function loadCatalogue(tx: Tx) {
  const catalogue = [];
  for (const { id } of await sectionsOnSale(tx)) catalogue.push(await productsOnSale(tx, id));
  return catalogue;
}

/** The sum from which the shop's own rule gives an order to the head of sales. */
async function largeFrom(tx: Tx): Promise<number> {
  const all = await tx.select({ conditions: rules.conditions }).from(rules).orderBy(asc(rules.position));
  const found = all.flatMap(({ conditions }) => conditions).find(({ field, op }) => field === 'order.total' && op === 'more');
  return typeof found?.value === 'number' ? found.value : Number.POSITIVE_INFINITY;
}

/** The clients of what is still open are reminded the day before, as they would be of any order. */
async function planReminders(tx: Tx, written: readonly Written[], shop: Shop, now: Instant): Promise<void> {
  const open = written.filter(({ order }) => order.course.steps.at(-1)?.way === 'forward' && (order.dueAt ?? 0) > now);
  for (const { id } of open) await planReminder(tx, { order: await getOrder(tx, id), reminder: 'day-before', shop, now });
}
