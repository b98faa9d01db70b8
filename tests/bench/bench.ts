import { rmSync } from 'node:fs';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { identities, staff } from '../../db/schema/people.ts';
import { encodePress, signPressesWith } from '../../flows/dialogs/press.ts';
import { mainPipeline } from '../../flows/orders/pipeline.ts';
import { startAnnaProcess, startBareServer } from './children.ts';
import { poster } from './http-client.ts';
import { closedLoop, type Figure, fixedWork, median } from './measure.ts';
import { startMockTelegram } from './mock-telegram.ts';
import { openRaw, rawLoop } from './raw.ts';
import { openScenery, type Scenery } from './scenery.ts';

/**
 * `npm run bench`: every figure of one interleaved run, as a ratio to the raw capture (or advance) transaction on the same machine in the same
 * minutes. `--short` measures for a fraction of the time.
 */
const short = process.argv.includes('--short');
const rounds = short ? 1 : 3;
const span = short ? { warmupMs: 300, measureMs: 700 } : { warmupMs: 700, measureMs: 2500 };
const moves = short ? 400 : 3000;
const token = '42:bench';
const secret = 'a secret of the bench that is long enough';

interface Row {
  name: string;
  figures: Figure[];
  base: 'capture' | 'advance';
  aim?: string;
}
const table = new Map<string, Row>();
function note(name: string, figure: Figure, aim = '', base: Row['base'] = 'capture'): void {
  const row = table.get(name) ?? { name, figures: [], base, aim };
  row.figures.push(figure);
  table.set(name, row);
}

const inStore = await openScenery('store');
const bare = await openScenery('bare');
const rawFile = await openScenery('raw');
await rawFile.store.close();
await bare.store.close();
const bareServer = await startBareServer(bare.path);
const raw = openRaw(rawFile.path);

const telegram = await startMockTelegram();
const shopFolder = await furnished();
const anna = await startAnnaProcess(
  { ...{ DATA_DIR: shopFolder.folder, SECRET: secret, TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url }, PUBLIC_URL: 'https://bench.example' },
  readyToTakeUpdates,
);
const hook = await telegram.webhook();
const idleMiB = anna.memory();
let updateId = 1000;

let n = 0;
for (let round = 0; round < rounds; round++) {
  note('raw capture transaction', rawLoop(raw.capture, span));
  note('raw advance transaction', rawLoop(raw.advance, span), '', 'advance');
  note('placeOrder through db.tx, 1 caller', await closedLoop(1, span, async () => void (await inStore.place(n++))), '≥ 0.5');
  note('placeOrder through db.tx, 64 callers', await closedLoop(64, span, async () => void (await inStore.place(n++))), '≥ 2.0');
  for (const connections of [1, 16, 64]) {
    const post = poster(bareServer.port, connections);
    note(`Express 5 + raw capture, ${connections}`, await closedLoop(connections, span, async () => void (await post('/capture', updateOf(1, 'x')))));
    await stepByWebhook(connections);
  }
  await captureByWebhook(round);
  await moveByButton(round);
}

async function stepByWebhook(connections: number): Promise<void> {
  const say = speaker(connections);
  const chats = Array.from({ length: connections }, (_, i) => 500_000 + connections * 100 + i);
  for (const chat of chats) await walkTo(say, chat, 'wishes');
  const figure = await closedLoop(connections, span, (caller, turn) => say(chats[caller] ?? 0, turn % 2 === 0 ? 'Без орехов и поменьше сахара' : 'Назад'));
  note(`Telegram webhook, a whole dialog step, ${connections}`, figure, connections === 64 ? '≥ 1.0, p99 ≤ 80' : '');
}

async function captureByWebhook(round: number): Promise<void> {
  const say = speaker(16);
  const count = Math.round(moves / 4);
  const chats = Array.from({ length: count }, (_, i) => 1_000_000 + round * 100_000 + i);
  await fixedWork(32, count, (i) => walkTo(say, chats[i] ?? 0, 'agree'));
  await settled();
  note('Telegram webhook, the last step of an order, 16', await fixedWork(16, count, (i) => say(chats[i] ?? 0, 'Согласен')), '≥ 0.7, p99 ≤ 40');
  await settled();
}

/** Managers press "To payment" on orders that were placed beforehand; until the follower and the outbox are done the time runs on. */
async function moveByButton(round: number): Promise<void> {
  const presses = await preparePresses(round);
  const press = presser(16);
  const began = performance.now();
  const figure = await fixedWork(16, presses.length, async (i) => void (await press(presses[i])));
  note('stage move by button, answered, 16', figure, '≥ 0.7, p99 ≤ 30', 'advance');
  await settled();
  note('stage move with rules, event and notices all done, 16', { ...figure, perSecond: (presses.length * 1000) / (performance.now() - began) }, '', 'advance');
}
