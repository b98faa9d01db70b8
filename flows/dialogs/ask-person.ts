import { desc, sql } from 'drizzle-orm';
import { events } from '../../db/schema/work.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Button, Message } from '../../notifications/message.ts';
import { hours, isOpen, minutes, nextOpening } from '../../notifications/time.ts';
import { record } from '../events.ts';
import { textsIn } from '../texts/texts.ts';
import type { ClientTurn } from './dialog.ts';

const longestQuote = 500;

/** Puts what a client said before a colleague. */
export async function askPerson({ tx, client, messageId, by, now }: ClientTurn, text: string): Promise<void> {
  const quote = [...text].length > longestQuote ? `${[...text].slice(0, longestQuote - 1).join('')}…` : text;
  await record(tx, { type: 'client.asked', clientId: client.id, messageId: messageId ?? 0, text: quote }, by, now);
}

const lastTalk = statement('client_last_talk', (db: Reader) =>
  db
    .select({ at: events.at, type: events.type })
    .from(events)
    .where(sql`${events.clientId} = ${sql.placeholder('clientId')} and ${events.type} in ('client.asked', 'client.answered')`)
    .orderBy(desc(events.id))
    .limit(1),
);

/** Whether a colleague was asked a moment ago, or the two are talking: then "passed on" need not be said again. */
export async function isBeingAsked({ tx, client, now, conversation }: ClientTurn): Promise<boolean> {
  const [last] = await lastTalk(tx, { clientId: client.id });
  if (!last) return false;
  return last.type === 'client.asked' ? last.at > now - minutes(10) : conversation.withPerson && last.at > now - hours(1);
}

/** Tells that a person will answer, and when, if the shop is closed now. With the way back to an unfinished conversation. */
export function promise(turn: ClientTurn, opening: string): Message {
  const { t, f, now, shop, conversation, button } = turn;
  const when = isOpen(now, shop) ? t.customer.answerSoon : t.customer.answerFrom(f.moment(nextOpening(now, shop)));
  const goOn: Button[][] = conversation.dialog === null ? [] : [[button(t.customer.menu.goOn, 'continue')]];
  return { text: `${opening} ${when}`, buttons: [...goOn, [button(t.customer.menu.menu, 'menu')]] };
}

/** In the language of the shop: colleagues read it. */
export const shopTexts = ({ shop }: ClientTurn) => textsIn(shop.language).customer;
