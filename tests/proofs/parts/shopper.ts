import { en } from '../../../flows/texts/en.ts';
import type { Random } from './random.ts';

/** A message as its reader sees it. */
export interface Seen {
  text: string;
  labels: string[];
}

/** What somebody does about it. */
export type Act = { press: string } | { type: string };

const { order, orders, menu } = en.customer;

/** What only goes in circles, or away. */
const passedOver = new Set([
  ...[
    en.engine.back,
    en.engine.cancel,
    order.addItem,
    order.earlier,
    order.photosClear,
    order.sendPlace,
    order.allergiesSome,
    order.consentNo,
  ],
  ...[menu.operator, menu.menu, menu.orders, menu.goOn, menu.language, menu.orderAnew, orders.move, orders.cancel],
]);

const isDetour = (label: string) => passedOver.has(label) || label.startsWith('✎') || label.includes(menu.language);

/** What is typed where no button is an answer. */
const typed: readonly (readonly [question: string, answer: string])[] = [
  [order.address, '7 Green Street, flat 12'],
  [order.allergyText, 'nuts'],
  [order.name, 'Ann Lee'],
  [order.phone, '+79161234567'],
];

export const agrees = (act: Act): boolean => 'press' in act && act.press === order.agree;

/** How a client who wants a cake goes on from this message; undefined when it asks for nothing. */
export function nextAct({ text, labels }: Seen, random: Random): Act | undefined {
  if (labels.includes(order.agree)) return { press: order.agree };
  const words = typed.find(([question]) => text.includes(question))?.[1];
  const answers = labels.filter((label) => !isDetour(label));
  if (words !== undefined && (answers.length === 0 || random.chance(30))) return { type: words };
  return answers.length > 0 && isQuestion(text) ? { press: random.pick(answers) } : undefined;
}

/** Numbers of orders named in a thanks, to tell them from other messages. */
export function thankedFor(text: string): number | undefined {
  const number = /Order No\. (\d+) (?:is placed|has been placed already)/.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}

const isQuestion = (text: string): boolean => thankedFor(text) === undefined;
