import { setTimeout as pause } from 'node:timers/promises';
import type { FakePerson, ShownMessage } from '../../servers/telegram.ts';
import type { Random } from './random.ts';
import { type Act, agrees, nextAct, thankedFor } from './shopper.ts';

/** One basket that a client confirmed: Anna had taken the press for good when `acknowledged` was set. */
export interface Basket {
  personId: number;
  acknowledged: boolean;
  /** What the thanks said. */
  number?: number;
}

const labelsOf = (message: ShownMessage): string[] => message.buttons.flat().map(({ text }) => text);

const mostOrders = 10;

/** A client who orders one cake after another until told to stop or fed up, at the speed of people in a hurry. */
export async function orderCakes(person: FakePerson, random: Random, baskets: Basket[], isOver: () => boolean): Promise<void> {
  const known = new Set<number>();
  while (!isOver() && known.size < mostOrders) {
    const basket: Basket = { personId: person.id, acknowledged: false };
    await orderOne(person, random, basket, { known, baskets, isOver });
    if (basket.number !== undefined) known.add(basket.number);
  }
}

interface Talk {
  /** Orders that this client was thanked for before. */
  known: ReadonlySet<number>;
  baskets: Basket[];
  isOver(): boolean;
}

async function orderOne(person: FakePerson, random: Random, basket: Basket, { known, baskets, isOver }: Talk): Promise<void> {
  const isNews = (message: ShownMessage) => {
    const number = thankedFor(message.text);
    return number === undefined ? actOn(message) !== undefined : !known.has(number);
  };
  const actOn = (message: ShownMessage) => nextAct({ text: message.text, labels: labelsOf(message) }, random);

  await does(person, { type: known.size > 0 && random.chance(85) ? '/orders' : '/order' }, undefined);
  while (basket.number === undefined) {
    const seen = await next(person, isNews);
    if (isOver() && !basket.acknowledged) return;
    const number = seen && thankedFor(seen.text);
    if (number !== undefined) basket.number = number;
    if (!seen || number !== undefined) continue;
    if (random.chance(30)) await pause(random.between(1, 30));
    const act = actOn(seen);
    if (!act) continue;
    await does(person, act, seen);
    if (!agrees(act)) continue;
    if (!basket.acknowledged) baskets.push(basket);
    basket.acknowledged = true;
  }
}

/** What came since the last act; after a while without an answer, what is there, as people press again. */
async function next(person: FakePerson, isNews: (message: ShownMessage) => boolean): Promise<ShownMessage | undefined> {
  try {
    return await person.waitsFor(isNews, { timeoutMs: 5000 });
  } catch {
    return person.chat().findLast((message) => message.from === 'bot' && isNews(message));
  }
}

/** Resolves when Anna has taken it: answered the webhook with 200, or moved the offset past it. */
async function does(person: FakePerson, act: Act, on: ShownMessage | undefined): Promise<void> {
  if ('type' in act) return person.sends(act.type).acknowledged;
  if (!on) throw new Error('There is nothing to press on');
  await person.pressesOn(on.id, act.press).acknowledged;
}

/** A colleague who presses, again and again, the newest of these buttons that there is. */
export async function keepWorking(person: FakePerson, labels: readonly RegExp[], random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(random.between(20, 150));
    const found = findNewest(person, labels);
    if (found) await person.pressesOn(found.message.id, found.label).acknowledged;
  }
}

function findNewest(person: FakePerson, wanted: readonly RegExp[]): { message: ShownMessage; label: string } | undefined {
  for (const message of person.chat().slice(-30).reverse()) {
    const label = labelsOf(message).find((each) => wanted.some((pattern) => pattern.test(each)));
    if (label !== undefined) return { message, label };
  }
  return undefined;
}
