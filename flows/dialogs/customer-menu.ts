import type { Message } from '../../notifications/message.ts';
import { textsIn } from '../texts/texts.ts';
import type { ClientTurn } from './dialog.ts';

/** The first thing a client sees: a greeting by name and what can be done here. */
export function customerMenu(turn: ClientTurn, t = turn.t): Message {
  const { client, shop, button, conversation } = turn;
  const { menu } = t.customer;
  const isUnfinished = conversation.dialog !== null;
  const buttons = [
    ...(isUnfinished ? [[button(menu.goOn, 'continue')]] : []),
    [button(isUnfinished && conversation.dialog === 'order' ? menu.orderAnew : menu.order, 'order')],
    ...(client.ordersCount > 0 ? [[button(menu.orders, 'orders')]] : []),
    [button(menu.operator, 'operator'), button(menu.language, 'language', t === textsIn('ru') ? 'en' : 'ru')],
  ];
  const greeting = client.ordersCount > 0 ? t.customer.helloAgain(shop.name, client.name) : t.customer.hello(shop.name);
  return { text: [greeting, isUnfinished ? t.customer.unfinished : t.customer.whatNext].join('\n\n'), buttons };
}
