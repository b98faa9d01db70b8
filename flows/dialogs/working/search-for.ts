import { showPhone } from '../../clients/phone.ts';
import { findOrder } from '../../orders/load-order.ts';
import { typedNumber } from '../../orders/typed-number.ts';
import { findAnything } from '../../search/find-anything.ts';
import { may } from '../../staff/rights.ts';
import type { StaffTurn } from '../dialog.ts';
import { menuRow, orderButtons } from './order-list.ts';
import { quoted } from './quoted.ts';
import { openOrder } from './show-order.ts';

/** Answers a search: one order opens at once, several are offered. Workshop and drivers find orders by number only, and only their own. */
export async function searchFor(turn: StaffTurn, query: string): Promise<void> {
  const { tx, t, staff } = turn;
  if (!may(staff, 'client.find')) return searchNumber(turn, query);
  const { orders, clients, lines } = await findAnything(tx, query);
  const [only, ...others] = orders;
  const alone = clients.length + lines.length === 0;
  if (only && others.length === 0 && alone) return void (await openOrder(turn, only.id));
  if (!only && alone) return turn.say({ text: t.staff.foundNothing(quoted(query)), buttons: [menuRow(turn)] });
  const people = clients.map((client) => [
    turn.keptButton(
      t.staff.writeTo([client.name, client.phone && showPhone(client.phone)].filter(Boolean).join(' · ') || '—'),
      'reply',
      client.id,
    ),
  ]);
  const talks = lines.map(({ clientId, clientName, text }) => [
    turn.keptButton(`💬 ${quoted(`${clientName ?? t.card.byClient}: ${text}`)}`, 'reply', clientId),
  ]);
  turn.say({
    text: t.staff.found(quoted(query), orders.length + clients.length + lines.length),
    buttons: [...(await orderButtons(turn, orders)), ...people, ...talks, menuRow(turn)],
  });
}

async function searchNumber(turn: StaffTurn, query: string): Promise<void> {
  const number = typedNumber(query);
  if (number === undefined) return turn.say({ text: turn.t.staff.findByNumber, buttons: [menuRow(turn)] });
  if (!(await findOrder(turn.tx, number))) return turn.say({ text: turn.t.staff.foundNothing(quoted(query)), buttons: [menuRow(turn)] });
  await openOrder(turn, number);
}
