import { desc, sql } from 'drizzle-orm';
import { events } from '../../db/schema/work.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Button, Message } from '../../notifications/message.ts';
import { addDays, dayOf, hours, isOpen, minutes, nextOpening } from '../../notifications/time.ts';
import { startWaiting } from '../clients/waiting.ts';
import { record } from '../events.ts';
import { sameDay } from '../format.ts';
import { textsIn } from '../texts/texts.ts';
import type { ClientTurn } from './dialog.ts';

const longestQuote = 500;

/** Puts what a client said before a colleague. */
export async function askPerson({ tx, client, messageId, by, now }: ClientTurn, text: string): Promise<void> {
  await startWaiting(tx, client.id, now);
  await record(tx, { type: 'client.asked', clientId: client.id, messageId: messageId ?? 0, text: quoteOf(text) }, by, now);
}

/** As much of what a client said as a notice shows. */
export const quoteOf = (text: string): string =>
  [...text].length > longestQuote ? `${[...text].slice(0, longestQuote - 1).join('')}…` : text;

const lastTalk = statement('client_last_talk', (db: Reader) =>
  db
    .select({ at: events.at, type: events.type })
    .from(events)
    .where(
      sql`${events.clientId} = ${sql.placeholder('clientId')} and ${events.type} in ('client.asked', 'client.answered', 'client.chat-closed')`,
    )
    .orderBy(desc(events.id))
    .limit(1),
);

/** Whether a colleague was asked a moment ago, or the two are talking: then "passed on" need not be said at length again. */
export async function isBeingAsked({ tx, client, now, conversation }: ClientTurn): Promise<boolean> {
  const [last] = await lastTalk(tx, { clientId: client.id });
  if (!last) return false;
  return last.type === 'client.asked' ? last.at > now - minutes(10) : conversation.withPerson && last.at > now - hours(1);
}

/** Tells that a person will answer, and when, if the shop is closed now. With the way back to an unfinished conversation. */
export function promise(turn: ClientTurn, opening: string): Message {
  const { t } = turn;
  const opens = whenOpen(turn);
  return { text: `${opening} ${opens === undefined ? t.customer.answerSoon : t.customer.answerFrom(opens)}`, buttons: waysOn(turn) };
}

/** Back to an unfinished conversation, or to a new order, or to the menu. */
export function waysOn({ t, conversation, button }: ClientTurn): Button[][] {
  const { menu } = t.customer;
  const next = conversation.dialog === null ? button(menu.order, 'new-order') : button(menu.goOn, 'continue');
  return [[next], [button(menu.menu, 'menu')]];
}

/** "tomorrow at 10:00"; undefined while the shop is open. */
export function whenOpen({ t, f, now, shop }: ClientTurn): string | undefined {
  if (isOpen(now, shop)) return undefined;
  const at = nextOpening(now, shop);
  const { today, tomorrow } = t.customer.opensAt;
  if (sameDay(at, now, shop.timezone)) return today(f.time(at));
  return dayOf(at, shop.timezone) === addDays(dayOf(now, shop.timezone), 1) ? tomorrow(f.time(at)) : f.moment(at);
}

/** In the language of the shop: colleagues read it. */
export const shopTexts = ({ shop }: ClientTurn) => textsIn(shop.language).customer;
