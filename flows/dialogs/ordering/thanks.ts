import { bold, type Message } from '../../../notifications/message.ts';
import type { Order } from '../../orders/load-order.ts';
import { whenOpen } from '../ask-person.ts';
import type { ClientTurn } from '../dialog.ts';

/** What stays in the chat: the number and all that was agreed. Its buttons answer below it. */
export function thanks(turn: ClientTurn, order: Order): Message {
  const { t, f, keptButton } = turn;
  const { customer, agreed } = t;
  const opening = whenOpen(turn);
  const text = [
    customer.order.thanks(order.id),
    '',
    ...(order.agreed?.lines ?? []),
    '',
    bold(agreed.total(f.money(order.total))),
    '',
    opening === undefined ? customer.order.thanksNext : customer.order.thanksNextFrom(opening),
  ];
  const buttons = [[keptButton(customer.orders.show(order.id), 'orders', order.id), keptButton(customer.menu.menu, 'menu')]];
  return { text: text.join('\n'), buttons };
}
