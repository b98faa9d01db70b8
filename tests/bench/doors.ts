import { rmSync } from 'node:fs';
import { type Child, startAnnaProcess, startBareServer } from './children.ts';
import { type Driver, openDriver, questions } from './driver.ts';
import { poster } from './http-client.ts';
import { closedLoop, fixedWork } from './measure.ts';
import { type MockTelegram, startMockTelegram } from './mock-telegram.ts';
import { type Orders, ordersOf } from './orders.ts';
import { openRaw, rawLoop } from './raw.ts';
import { openScenery } from './scenery.ts';
import { addManager, type Manager, readyShop } from './shop.ts';
import { Table } from './table.ts';

/**
 * Every figure of one interleaved run, as a ratio to the raw capture (or advance) transaction of the same minutes. `--short`
 * measures for a fraction of the time, to see that the bench itself works.
 */
const short = process.argv.includes('--short');
const rounds = short ? 1 : 3;
const span = short ? { warmupMs: 200, measureMs: 600 } : { warmupMs: 700, measureMs: 2500 };
const ordersARound = short ? 200 : 1000;
const soakUpdates = short ? 5_000 : 100_000;

const table = new Table();
const telegram = await startMockTelegram();
const inStore = await openScenery('store');
const bareShop = await openScenery('bare');
const rawShop = await openScenery('raw');
await Promise.all([bareShop.store.close(), rawShop.store.close()]);
const raw = openRaw(rawShop.path);
const bare = await startBareServer(bareShop.path);
const shop = await readyShop(telegram.url);
const anna = await startAnnaProcess(shop.env, shop.takesUpdates);
const driver = openDriver(telegram, await telegram.webhook());
const idleMiB = anna.memory();
const managers: Manager[] = [];
for (let chat = 71; chat <= 86; chat++) managers.push(await addManager(shop, driver, poster(anna.port, 1), chat));

let placed = 0;
for (let round = 0; round < rounds; round++) {
  console.error(`round ${round + 1} of ${rounds}`);
  table.note('capture', 'raw better-sqlite3, one client', rawLoop(raw.capture, span));
  table.note('advance', 'raw better-sqlite3, one client', rawLoop(raw.advance, span));
  table.note('capture', 'placeOrder in db.tx, 1 caller', await closedLoop(1, span, place), '≥ 0.5');
  table.note('capture', 'placeOrder in db.tx, 64 callers', await closedLoop(64, span, place), '≥ 2.0');
  for (const connections of [1, 16, 64]) await webhookSteps(anna, bare, driver, connections);
  await captures(anna, driver, telegram, round);
  await stageMoves(anna, driver, ordersOf(shop));
}

async function place(): Promise<void> {
  await inStore.place(placed++);
}

/** A client answers a question and goes back, again and again: each a whole step, answered after the commit. */
async function webhookSteps({ port }: Child, { port: barePort }: Child, { says, walkTo }: Driver, connections: number): Promise<void> {
  const postBare = poster(barePort, connections);
  const post = poster(port, connections);
  const chats = Array.from({ length: connections }, (_, i) => 10_000 * connections + i);
  for (const chat of chats) await walkTo(post, chat, questions.wishes);
  table.note(
    'capture',
    `bare Express 5 + raw capture over HTTP, ${connections}`,
    await closedLoop(connections, span, async () => void (await postBare('/capture', { text: 'x' }))),
  );
  const step = (caller: number, turn: number) => says(post, chats[caller] ?? 0, turn % 2 === 0 ? 'Less sugar, please' : 'Back');
  table.note(
    'capture',
    `webhook: a dialog step, ${connections}`,
    await closedLoop(connections, span, step),
    connections === 64 ? '≥ 1.0, p99 ≤ 80' : '',
  );
}

/** The press on "Agree": order, items, stage visit, event, thanks. */
async function captures({ port }: Child, { walkTo, says }: Driver, { sent }: MockTelegram, round: number): Promise<void> {
  const post = poster(port, 16);
  const chats = Array.from({ length: ordersARound }, (_, i) => 2_000_000 + round * 10_000 + i);
  await fixedWork(16, ordersARound, (i) => walkTo(post, chats[i] ?? 0, questions.agree));
  await quiet(sent);
  table.note(
    'capture',
    'webhook: the last step of an order, 16',
    await fixedWork(16, ordersARound, (i) => says(post, chats[i] ?? 0, questions.agree)),
    '≥ 0.7, p99 ≤ 40',
  );
  await quiet(sent);
}

/** Sixteen managers move orders by button, each from a phone of their own; the second figure runs until rules ran and their notices are in the outbox too. */
async function stageMoves({ port }: Child, driver: Driver, orders: Orders): Promise<void> {
  const post = poster(port, 16);
  const presses = await orders.moveButtons(managers, ordersARound);
  const began = performance.now();
  table.note(
    'advance',
    'webhook: a stage move by button, 16',
    await fixedWork(16, presses.length, async (i) => {
      const { chat, data } = presses[i] ?? { chat: 0, data: '' };
      await driver.presses(post, chat, data);
    }),
    '≥ 0.7, p99 ≤ 30',
  );
  await orders.allFollowed();
  const whole = { perSecond: (presses.length * 1000) / (performance.now() - began), p50: Number.NaN, p99: Number.NaN };
  table.note('advance', '… until its rules ran and its notices are in the outbox', whole);
}

/** Nothing was sent for a while. */
async function quiet(sent: () => number): Promise<void> {
  for (let before = -1; before !== sent(); ) {
    before = sent();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

console.error('memory');
const post = poster(anna.port, 16);
const chats = Array.from({ length: 1000 }, (_, i) => 5_000_000 + i);
await fixedWork(16, soakUpdates, (i) => driver.says(post, chats[i % chats.length] ?? 0, i % 2 === 0 ? '/help' : '/orders'));
table.print([
  ['start to the first answered webhook', `${Math.round(anna.readyInMs)} ms`, '≤ 700 ms'],
  ['memory idle', `${Math.round(idleMiB)} MiB`, '≤ 130 MiB'],
  [`memory after ${soakUpdates.toLocaleString('en')} updates`, `${Math.round(anna.memory())} MiB`, ''],
]);

await Promise.all([anna.stop(), bare.stop(), inStore.store.close()]);
raw.close();
telegram.close();
for (const { folder } of [inStore, bareShop, rawShop, shop]) rmSync(folder, { recursive: true, force: true });
