import { type Button, bold, type Message } from '../../../notifications/message.ts';
import { itemLine } from '../../orders/agreed.ts';
import { type ClientOrder, findClientOrders } from '../../orders/find-client-orders.ts';
import { findItems, getOrder, type OrderItem } from '../../orders/load-order.ts';
import { findOrderLink } from '../../orders/order-link.ts';
import { getStage } from '../../orders/pipeline.ts';
import { refuseChange } from '../../orders/refuse-change.ts';
import { speakerFor } from '../../orders/speaker-for.ts';
import { Refused } from '../../refused.ts';
import { type ClientTurn, customerDialog } from '../dialog.ts';

/** My orders: where each one is, when, what is left to pay; and with a number, one of them with what can be done. */
export default customerDialog({
  name: 'orders',
  opensOn: ['/orders'],
  label: (t) => t.customer.menu.orders,
  said: (t) => t.customer.said.orders,
  args: ['order'],
  async done(turn) {
    const { tx, client, t, answers } = turn;
    if (answers.order !== undefined) return turn.say(await oneOrder(turn, await ownOrder(turn, Number(answers.order))));
    const { open, closed } = await findClientOrders(tx, client.id);
    const [only] = open;
    if (open.length === 0 && closed.length === 0) {
      const { menu } = t.customer;
      const next = turn.conversation.dialog === 'order' ? turn.button(menu.goOn, 'continue') : turn.button(menu.order, 'new-order');
      return turn.say({ text: t.customer.orders.none, buttons: [[next], [turn.button(menu.operator, 'operator')]] });
    }
    turn.say(only && open.length === 1 && closed.length === 0 ? await oneOrder(turn, only) : await allOrders(turn, open, closed));
  },
});

async function ownOrder(turn: ClientTurn, id: number): Promise<ClientOrder> {
  const order = await getOrder(turn.tx, id);
  if (order.clientId !== speakerFor(turn, order).id) throw new Refused('access.not-yours');
  return { order, stage: await getStage(turn.tx, order.stageId) };
}

async function allOrders(turn: ClientTurn, open: ClientOrder[], closed: ClientOrder[]): Promise<Message> {
  const { tx, t, button } = turn;
  const lines: string[] = [];
  for (const each of open) lines.push(...headOf(turn, each, await findItems(tx, each.order.id)), '');
  if (closed.length > 0) lines.push(t.customer.orders.closed);
  for (const each of closed) lines.push(`${headOf(turn, each, await findItems(tx, each.order.id))[0]}`);
  const buttons = [...open, ...closed].map(({ order }) => button(t.customer.orders.number(order.id), 'orders', order.id));
  return { text: lines.join('\n').trim(), buttons: [...inPairs(buttons), [button(t.customer.menu.menu, 'menu')]] };
}

const inPairs = (buttons: Button[]): Button[][] => buttons.flatMap((_, i) => (i % 2 === 0 ? [buttons.slice(i, i + 2)] : []));

/** Number with stage, what, when, balance. */
function headOf({ t, f }: ClientTurn, { order, stage }: ClientOrder, items: OrderItem[]): string[] {
  const { orders } = t.customer;
  const due = order.total - order.paid;
  return [
    `${bold(orders.number(order.id))} · ${f.title(stage.title)}`,
    items.map(({ title, amount, unit }) => `${f.title(title)}, ${f.amount(amount, unit)}`).join('; '),
    orders.when(f.window(order.dueAt, order.dueUntil), order.fulfilment, order.outcome),
    due > 0 ? orders.balance(f.money(due), f.money(order.total)) : orders.paid(f.money(order.total)),
  ];
}

async function oneOrder(turn: ClientTurn, found: ClientOrder): Promise<Message> {
  const { tx, t, f, button, client, shop } = turn;
  const { order, stage } = found;
  const { orders, menu } = t.customer;
  const items = await findItems(tx, order.id);
  const [number = '', , when = '', ...money] = headOf(turn, found, items);
  const place = order.fulfilment === 'delivery' ? order.address : f.title(shop.pickupAddress);
  const text = [
    number,
    '',
    ...items.map((item) => `• ${itemLine(item, t, f)}`),
    ...(order.wishes ? [t.agreed.wishes(order.wishes)] : []),
    '',
    when,
    ...(place ? [place] : []),
    ...(order.deliveryFee > 0 ? [orders.delivery(f.money(order.deliveryFee))] : []),
    ...money,
  ];
  const mayChange = refuseChange(order, stage, speakerFor(turn, order)) === undefined;
  if (order.outcome === 'open' && !mayChange) text.push('', orders.tooLate);
  const changing = mayChange ? [[button(orders.move, 'order-move', order.id), button(orders.cancel, 'order-cancel', order.id)]] : [];
  const link = await findOrderLink(tx, order.id);
  const rest = [
    ...(link === undefined ? [] : [[{ label: t.status.link, url: link }]]),
    [...(order.clientId === client.id ? [button(orders.repeat, 'repeat', order.id)] : []), button(menu.operator, 'operator')],
    [button(menu.orders, 'orders'), button(menu.menu, 'menu')],
  ];
  return { text: text.join('\n').trim(), buttons: [...changing, ...rest] };
}
