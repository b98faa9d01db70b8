import type { Message } from '../../notifications/message.ts';
import { hours } from '../../notifications/time.ts';
import { findOtherMessengers } from '../clients/join-links.ts';
import { textsIn } from '../texts/texts.ts';
import { wordsIn } from '../words-in.ts';
import type { ClientTurn } from './dialog.ts';

/** The first thing a client sees: a greeting by name and what can be done here. */
export async function customerMenu(turn: ClientTurn, t = turn.t): Promise<Message> {
  const { client, shop, button, conversation, heard, now } = turn;
  const { menu } = t.customer;
  const isUnfinished = conversation.dialog !== null;
  // Also one whose orders were all cancelled.
  const isKnown = client.lastOrderAt !== null;
  const buttons = [
    ...(isUnfinished ? [[button(menu.goOn, 'continue')]] : []),
    [conversation.dialog === 'order' ? button(menu.orderAnew, 'order') : button(menu.order, 'new-order')],
    ...(isKnown ? [[button(menu.orders, 'orders')]] : []),
    ...((await goesOnElsewhere(turn)) ? [[button(menu.elsewhere, 'elsewhere')]] : []),
    [button(menu.operator, 'operator'), button(menu.language, 'language', t === textsIn('ru') ? 'en' : 'ru')],
  ];
  const shopName = wordsIn(shop.name, t === textsIn('ru') ? 'ru' : 'en');
  const greeting = isKnown ? t.customer.helloAgain(shopName, client.name) : t.customer.hello(shopName);
  // Nobody says hello twice in one talk, but for who starts it again.
  const isStart = heard.kind === 'start' || (heard.kind === 'text' && heard.text.startsWith('/start'));
  const isTalking = !isStart && conversation.updatedAt > now - hours(1) && conversation.version > 1;
  const next = isUnfinished ? t.customer.unfinished : t.customer.whatNext;
  return { text: isTalking ? next : `${greeting}\n\n${next}`, buttons };
}

/** A page of the site is closed and forgotten, an SMS costs money: a messenger is better. Whoever only says hello by phone is not asked yet. */
async function goesOnElsewhere({ tx, client, identity: { channel } }: ClientTurn): Promise<boolean> {
  const isOffered = channel === 'web' || (['sms', 'whatsapp'].includes(channel) && client.lastOrderAt !== null);
  return isOffered && (await findOtherMessengers(tx, channel)).length > 0;
}
