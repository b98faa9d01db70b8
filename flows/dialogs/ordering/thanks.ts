import { bold, type Message } from '../../../notifications/message.ts';
import type { Order } from '../../orders/load-order.ts';
import type { ClientTurn } from '../dialog.ts';

/** What stays in the chat: the number and all that was agreed. Its buttons answer below it. */
export function thanks({ t, f, keptButton }: ClientTurn, order: Order): Message {
  const { customer, agreed } = t;
  const text = [
    customer.order.thanks(order.id),
    '',
    ...(order.agreed?.lines ?? []),
    '',
    bold(agreed.total(f.money(order.total))),
    '',
    customer.order.thanksNext,
  ];
  const buttons = [[keptButton(customer.orders.show(order.id), 'orders', order.id), keptButton(customer.menu.menu, 'menu')]];
  return { text: text.join('\n'), buttons };
}
