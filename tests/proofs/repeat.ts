import './parts/quiet.ts';
import { and, eq, like } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { choosePeople, chooseMove, deedOf, messengerOf, type Move } from './parts/history.ts';
import { type Random, randomOf } from './parts/random.ts';
import { openVerdict, stopwatch, wanted } from './parts/report.ts';
import { type Deed, openSide, type Side } from './parts/side.ts';
import { differences, stateOf } from './parts/state.ts';

/**
 * `npm run prove:repeat`: random histories of clients and colleagues are played twice, once with every update brought once, and once with
 * every update brought one to four times, at the same moment and again later. Both must end in the same state, word for word.
 */

const { seed, short, histories: wantedHistories } = wanted('histories');
const histories = wantedHistories ?? (short ? 300 : 10_000);
const secondsAtMost = short ? 45 : Number.POSITIVE_INFINITY;
const elapsed = stopwatch();
const began = performance.now();
const perDatabase = 50;

const breaches: string[] = [];
const told = { histories: 0, updates: 0, brought: 0, orders: 0, moves: 0 };
while (told.histories < histories && breaches.length === 0 && performance.now() - began < secondsAtMost * 1000) await playSome();
console.log(`\n${told.histories} histories in ${elapsed()}: ${told.updates} updates, brought ${told.brought} times; ${told.orders} orders, ${told.moves} moves of orders`);

const verdict = openVerdict();
verdict.holds('repeated updates end in the same state as once', breaches);
verdict.holds('orders were placed and moved', told.orders > told.histories / 20 && told.moves > 0 ? [] : [`${told.orders} orders, ${told.moves} moves`]);
verdict.end();

/** Some histories on one pair of databases, which then stay small. */
async function playSome(): Promise<void> {
  const once = await openSide();
  const often = await openSide();
  try {
    for (let i = 0; i < perDatabase && told.histories < histories && breaches.length === 0; i++) {
      told.histories += 1;
      await play(told.histories, once, often);
      if (told.histories % 500 === 0) console.log(`${told.histories} histories, ${told.updates} updates, ${elapsed()}`);
    }
    told.orders += (await once.store.read.select().from(orders)).length;
    told.moves += (await once.store.read.select().from(orders).where(and(like(orders.origin, 'conversation:%'), eq(orders.outcome, 'open')))).filter(({ version }) => version > 2).length;
  } finally {
    await Promise.all([once.close(), often.close()]);
  }
}

async function play(history: number, once: Side, often: Side): Promise<void> {
  const random = randomOf(seed + history * 7919);
  const repeats = randomOf(seed + history * 104_729);
  const people = choosePeople(random, history);
  const length = random.between(5, 60);
  const past: Deed[] = [];
  const script: string[] = [];
  let move: Move | undefined;
  for (let at = 0; at < length; at++) {
    // A press may come once more as another update: a trembling finger.
    move = move?.kind === 'press' && random.chance(10) ? move : chooseMove(once, random, people);
    script.push(JSON.stringify(move));
    if (!(await bothDo(move, `${history}-${at}`, { once, often, past, repeats }))) return void breaches.push(failure(history, script, [`no button "${JSON.stringify(move)}" with repeats`]));
  }
  const found = [...differences(await stateOf(once.store.read), await stateOf(often.store.read)), ...differentChats(once, often, people)];
  if (found.length > 0) breaches.push(failure(history, script, found));
}

interface Pair {
  once: Side;
  often: Side;
  past: Deed[];
  repeats: Random;
}

/** False when the button is not there on the side with repeats. */
async function bothDo(move: Move, externalId: string, { once, often, past, repeats }: Pair): Promise<boolean> {
  if (move.kind === 'wait') {
    for (const side of [once, often]) side.clock.advance(move.ms);
    await Promise.all([once.settles(), often.settles()]);
    return true;
  }
  const deed = deedOf(once, move, externalId);
  const same = deedOf(often, move, externalId);
  if (!deed) return true; // an album of buttons may be gone after its own double press
  if (!same) return false;
  told.updates += 1;
  await Promise.all([bringOnce(once, deed), bringOften(often, same, past, repeats)]);
  past.push(same);
  return true;
}

async function bringOnce(side: Side, deed: Deed): Promise<void> {
  await side.brings(deed);
  await side.settles();
}

/** One to four times at the same moment, and now and then an earlier one once more. */
async function bringOften(side: Side, deed: Deed, past: readonly Deed[], repeats: Random): Promise<void> {
  const copies = repeats.between(1, 4);
  told.brought += copies;
  await Promise.all(Array.from({ length: copies }, () => side.brings(deed)));
  await side.settles();
  const late = repeats.chance(25) ? past[past.length - repeats.between(1, 5)] : undefined;
  if (!late) return;
  told.brought += 1;
  await side.brings(late);
  await side.settles();
}

/** What people see must be the same too. */
function differentChats(once: Side, often: Side, people: readonly { channel: Deed['channel']; address: string }[]): string[] {
  return people.flatMap(({ channel, address }) => {
    const [one, other] = [once, often].map((side) => messengerOf(side, channel).chat(address).map(({ message }) => JSON.stringify(message)));
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [`the chat of ${address} differs:\n      ${JSON.stringify(one)}\n      ${JSON.stringify(other)}`];
  });
}

function failure(history: number, script: readonly string[], found: readonly string[]): string {
  return [`history ${history} (seed ${seed}):`, ...script.map((line) => `  ${line}`), ...found].join('\n    ');
}
