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

/** What can be pressed; a link only opens a page. */
const labelsOf = (message: ShownMessage): string[] =>
  message.buttons.flat().flatMap(({ text, callback_data: data }) => (data === undefined ? [] : [text]));

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
  const old = new Set(summariesIn(person));
  const actOn = (message: ShownMessage) =>
    old.has(keyOf(message)) ? undefined : nextAct({ text: message.text, labels: labelsOf(message) }, random);
  const isNews = (message: ShownMessage) => isThanks(message.text, known) || actOn(message) !== undefined;

  await does(person, { type: known.size > 0 && random.chance(85) ? '/orders' : '/order' }, undefined);
  for (;;) {
    const seen = await next(person, isNews);
    const number = findThanks(person, known);
    if (number !== undefined) basket.number = number;
    if (number !== undefined || (isOver() && !basket.acknowledged)) return;
    if (random.chance(30)) await pause(random.between(1, 30));
    const act = seen && actOn(seen);
    if (!act) continue;
    await does(person, act, seen);
    if (!agrees(act)) continue;
    if (!basket.acknowledged) baskets.push(basket);
    basket.acknowledged = true;
  }
}

/** Summaries of orders that are placed already may still stand in the chat. */
const summariesIn = (person: FakePerson): string[] =>
  person
    .chat()
    .filter((message) => agrees({ press: labelsOf(message)[0] ?? '' }))
    .map(keyOf);

const keyOf = ({ id, text }: ShownMessage): string => `${id} ${text}`;

const isThanks = (text: string, known: ReadonlySet<number>): boolean => {
  const number = thankedFor(text);
  return number !== undefined && !known.has(number);
};

/** The order that a thanks, or a notice on top of a press, has named for the first time. */
function findThanks(person: FakePerson, known: ReadonlySet<number>): number | undefined {
  const said = [...person.chat().map(({ text }) => text), ...person.toasts()];
  const words = said.find((text) => isThanks(text, known));
  return words === undefined ? undefined : thankedFor(words);
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
