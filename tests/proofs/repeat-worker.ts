import './parts/quiet.ts';
import { orders, stageVisits } from '../../db/schema/orders.ts';
import { pressTwice } from './parts/double-press.ts';
import { chooseMove, choosePeople, deedOf, type Move, messengerOf } from './parts/history.ts';
import { type Random, randomOf } from './parts/random.ts';
import { wanted } from './parts/report.ts';
import { type Deed, openSide, type Side } from './parts/side.ts';
import { differences, stateOf, withoutCodes } from './parts/state.ts';

/** What a part of `npm run prove:repeat`, in a process of its own, has played and found. It says so as one line of JSON. */
export interface Told {
  histories: number;
  updates: number;
  /** How often these updates were brought to the second side. */
  brought: number;
  orders: number;
  moves: number;
  presses: number;
  pressOrders: number;
  breaches: string[];
}

const { seed, first = 1, histories = 100, presses = 0, seconds = 3600 } = wanted('first', 'histories', 'presses', 'seconds');
const began = performance.now();
const perDatabase = 20;
const hasTime = () => performance.now() - began < seconds * 1000;

const told: Told = { histories: 0, updates: 0, brought: 0, orders: 0, moves: 0, presses, pressOrders: 0, breaches: [] };
if (presses > 0) told.pressOrders = await pressTwice(presses, randomOf(seed));
while (told.histories < histories && told.breaches.length === 0 && hasTime()) await playSome();
console.log(JSON.stringify(told));
process.exit(0);

/** Some histories on one pair of databases, which then stay small. */
async function playSome(): Promise<void> {
  const once = await openSide();
  const often = await openSide();
  try {
    for (let i = 0; i < perDatabase && told.histories < histories && told.breaches.length === 0 && hasTime(); i++) {
      told.histories += 1;
      await play(first + told.histories - 1, once, often);
    }
    told.orders += (await once.store.read.select().from(orders)).length;
    told.moves += (await once.store.read.select().from(stageVisits)).filter(({ previousId }) => previousId !== null).length;
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
    if (!(await bothDo(move, `${history}-${at}`, { once, often, past, repeats })))
      return void told.breaches.push(failure(history, script, [`no button "${JSON.stringify(move)}" with repeats`]));
  }
  const found = [...differences(await stateOf(once.store.read), await stateOf(often.store.read)), ...differentChats(once, often, people)];
  if (found.length > 0) told.breaches.push(failure(history, script, found));
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
    const [one, other] = [once, often].map((side) =>
      messengerOf(side, channel)
        .chat(address)
        .map(({ message }) => withoutCodes(JSON.stringify(message))),
    );
    return JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [`the chat of ${address} differs:\n      ${JSON.stringify(one)}\n      ${JSON.stringify(other)}`];
  });
}

function failure(history: number, script: readonly string[], found: readonly string[]): string {
  return [`history ${history} (seed ${seed}):`, ...script.map((line) => `  ${line}`), ...found].join('\n    ');
}
