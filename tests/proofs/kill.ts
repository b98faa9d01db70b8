import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../db/open.ts';
import { stageVisits } from '../../db/schema/orders.ts';
import { getShop, saveShop } from '../../flows/shop.ts';
import { freePort } from '../postgres.ts';
import { type FakePerson, startTelegram } from '../servers/telegram.ts';
import { type AnnaProcess, invite, startProcess } from './parts/anna-process.ts';
import { type Basket, keepWorking, orderCakes } from './parts/chat.ts';
import {
  compareCopies,
  findDamage,
  findDoubles,
  findDoubts,
  findLost,
  findOddTasks,
  findTooManyDoubts,
  findUnfinished,
} from './parts/judge.ts';
import { type Random, randomOf } from './parts/random.ts';
import { openVerdict, stopwatch, wanted } from './parts/report.ts';

/**
 * `npm run prove:kill`: Anna is killed in the middle of her work, again and again, while clients order and a manager takes the orders. Each
 * update comes one to four times; some presses are double. What was promised to a client must be there afterwards, and only once. Then she is
 * stopped as planned, again and again: after that nothing at all may come twice.
 */

const { seed, short, kills: wantedKills, stops: wantedStops, clients = 8 } = wanted('kills', 'stops', 'clients');
const kills = wantedKills ?? (short ? 120 : 1000);
const stops = wantedStops ?? (short ? 10 : 200);
const random = randomOf(seed);
const elapsed = stopwatch();

const folder = mkdtempSync(join(tmpdir(), 'anna-kill-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const database = join(folder, 'anna.db');
// A repeat soon after the restart: the lives are short.
const telegram = await startTelegram({ webhookRetryMs: 2 });
const publicUrl = 'https://anna.example';
const [customersBot, staffBot] = ['101:customers', '102:staff'];
telegram.addBot({ token: customersBot, username: 'anna_cakes_bot' });
telegram.addBot({ token: staffBot, username: 'anna_team_bot' });
const port = await freePort();
telegram.route(publicUrl, `http://127.0.0.1:${port}`);

const settings = {
  ...{ PORT: String(port), DATA_DIR: folder, DATABASE_URL: `file:${database}`, SECRET: 'not a secret, only long enough to be one' },
  ...{ TELEGRAM_BOT_TOKEN: customersBot, TELEGRAM_STAFF_BOT_TOKEN: staffBot, TELEGRAM_API_ROOT: telegram.url, SHOP_LANGUAGE: 'en' },
  TELEGRAM_PER_SECOND: '100000', // as much as possible shall be under way when the end comes
};
/** A restart forgets which messages are pictures; the refusal tells, and a new message takes the old one's place. */
const forgotten = /a text stays a text|there is no text in the message to edit|reply keyboard/;
const troubles = new Map<string, number>();
/** The short form has to end on a slow machine too, and then says how far it came. */
const mostShortMs = 110_000;
/** So few are a proof all the same: how many fit into the time is the machine's affair. */
const fewestKills = short ? 20 : kills * 0.6;

const manager = await furnish();
const { baskets, stop } = startPeople();
const damages: string[] = [];
const killedAt: number[] = [];
let slowest = 0;
const began = performance.now();
for (let count = 1; count <= kills && (!short || performance.now() - began < mostShortMs); count++) {
  await live(count);
  if (count % 50 === 0) {
    damages.push(...findDamage(database));
    console.log(
      `${count} kills, ${baskets.filter(({ acknowledged }) => acknowledged).length} orders acknowledged, ${telegram.requests.length} requests, ${elapsed()}`,
    );
  }
}
const lateStops: string[] = [];
let orderlySince = 0;
let everybodyIsServed = false;
for (let count = 0; count <= stops; count++) await liveOrderly(count);
await bringToRest();
await judge();

/** The first start, a manager, and a workshop that is never full; nobody waits for undo. */
async function furnish(): Promise<FakePerson> {
  const first = await start(true);
  const printed = await invite(settings, '--role=owner,manager', '--name=Mia');
  const store = await openStore(settings.DATABASE_URL);
  await store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1_000_000, undoSeconds: 0 }));
  await store.close();
  const person = telegram.person({ firstName: 'Mia', languageCode: 'en' }).in(staffBot);
  await person.sends(`/start ${/start=([\w-]+)/.exec(printed)?.[1]}`).acknowledged;
  await first.stop();
  return person;
}

function startPeople() {
  const baskets: Basket[] = [];
  let isOver = false;
  const streets = Array.from({ length: clients }, () => randomOf(random.between(0, 2 ** 31)));
  telegram.repeatUpdates(4);
  const all = Promise.all([
    ...streets.map((dice) => keepComing(dice, baskets, () => isOver)),
    keepWorking(manager, [/Take/, /Allergies$/, /No allergies/, /^▶ To payment/], randomOf(random.between(0, 2 ** 31)), () => isOver),
  ]);
  /** False when somebody is still waiting for an answer after a minute. */
  const stop = async () => {
    isOver = true;
    return await Promise.race([all.then(() => true), pause(60_000, false)]);
  };
  return { baskets, stop };
}

/** One client after another, so that nobody's list of orders grows without end. */
async function keepComing(dice: Random, baskets: Basket[], isOver: () => boolean): Promise<void> {
  while (!isOver()) await orderCakes(telegram.person({ firstName: 'Ann', languageCode: 'en' }), dice, baskets, isOver);
}

/** One life: by webhook, every fourth time by polling. */
async function live(count: number): Promise<void> {
  telegram.repeatPress(random.chance(20) ? 2 : 1);
  const anna = await start(count % 4 !== 0);
  slowest = Math.max(slowest, anna.readyInMs);
  await pause(lifetime());
  await anna.kill();
  await pause(50); // what it had sent is still on its way
  killedAt.push(Date.now());
}

/** Most lives end while the panel is still being loaded; every third one gets to real work. */
function lifetime(): number {
  return random.chance(33) ? random.between(400, 1400) : random.between(30, 280);
}

/** The same with a planned end; the first of them still has to clear up after the last kill. */
async function liveOrderly(count: number): Promise<void> {
  const anna = await start(count % 4 !== 0);
  await pause(random.between(30, 280));
  if (count === 0) await pause(3000);
  const { code, tookMs } = await anna.stop();
  if (code !== 0 || tookMs > 5000) lateStops.push(`a planned stop ended with code ${code} after ${tookMs.toFixed(0)} ms`);
  await pause(50);
  if (count === 0) orderlySince = Date.now();
}

function start(byWebhook: boolean): Promise<AnnaProcess> {
  return startProcess({ ...settings, ...(byWebhook && { PUBLIC_URL: publicUrl }) }, (line) => {
    const sentence = /"msg":"([^"]*)"/.exec(line)?.[1] ?? line;
    troubles.set(sentence, (troubles.get(sentence) ?? 0) + 1);
  });
}

/** A last life without a kill: everybody finishes, everything is sent, and the end is a planned one. */
async function bringToRest(): Promise<void> {
  telegram.repeatPress(1);
  const anna = await start(true);
  everybodyIsServed = await stop();
  await untilQuiet();
  await anna.stop();
}

/** Nothing has been asked of the platform for two seconds and nothing waits there. */
async function untilQuiet(): Promise<void> {
  for (let before = -1; before !== telegram.requests.length || telegram.pending(customersBot) + telegram.pending(staffBot) > 0; ) {
    before = telegram.requests.length;
    await pause(2500);
  }
}

async function judge(): Promise<never> {
  const verdict = openVerdict();
  const store = await openStore(settings.DATABASE_URL);
  const acknowledged = baskets.filter((basket) => basket.acknowledged);
  const copies = await compareCopies(store, telegram.requests);
  const moved = (await store.read.select().from(stageVisits)).filter(({ previousId }) => previousId !== null).length;
  console.log(
    `\n${killedAt.length} kills and ${stops} planned stops in ${elapsed()}: ${acknowledged.length} orders acknowledged, ${moved} moves, ` +
      `${telegram.requests.length} requests, ${copies.extra} extra copies; slowest start ${slowest.toFixed(0)} ms`,
  );
  for (const [sentence, count] of troubles) console.log(`  in the log ${count} ×: ${sentence}`);

  verdict.holds(`there were ${killedAt.length} kills`, killedAt.length >= fewestKills ? [] : [`only ${killedAt.length}`]);
  verdict.holds('orders were taken at all', acknowledged.length >= killedAt.length / 10 ? [] : [`only ${acknowledged.length}`]);
  verdict.holds('no acknowledged order is lost', await findLost(store, acknowledged));
  verdict.holds('nobody waits for an answer for ever', everybodyIsServed ? [] : ['somebody was still waiting after a minute of peace']);
  verdict.holds('no order is double', await findDoubles(store, acknowledged));
  verdict.holds('every errand has ended and every event was followed', await findUnfinished(store, Date.now()));
  verdict.holds('each order has its one task', await findOddTasks(store));
  verdict.holds('every message was sent at least once', copies.missing);
  verdict.holds('no extra copy without a kill in its sending', copies.groundless);
  verdict.holds('at most one doubtful copy for each chat and kill', findTooManyDoubts(telegram.requests, killedAt));
  verdict.holds(
    'nothing is in doubt after planned stops',
    findDoubts(telegram.requests.filter(({ at }) => at >= orderlySince)).map(({ fields }) => JSON.stringify(fields)),
  );
  verdict.holds('each planned stop ends well within five seconds', lateStops);
  verdict.holds('the database is whole after each 50th kill', [...damages, ...findDamage(database)]);
  verdict.holds(
    'Telegram has nothing to complain of',
    telegram.violations.filter(({ breach }) => !forgotten.test(breach)).map(({ method, breach }) => `${method}: ${breach}`),
  );
  await store.close();
  return verdict.end();
}
