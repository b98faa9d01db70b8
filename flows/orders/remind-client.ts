import type { Instant, Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Button, Message } from '../../notifications/message.ts';
import type { Identity } from '../dialogs/dialog.ts';
import { encodePress } from '../dialogs/press.ts';
import { record } from '../events.ts';
import { formatsFor } from '../format.ts';
import { mustReach } from '../messages/must-reach.ts';
import type { Shop } from '../shop.ts';
import { textsIn } from '../texts/texts.ts';
import { findOrder, type Order } from './load-order.ts';
import { loadReminders } from './plan-reminder.ts';

interface RemindClient {
  reminder: string;
  orderId: number;
  /** The due time it was planned for; a moved order has another reminder. */
  dueAt: Instant;
  shop: Shop;
  now: Instant;
}

/** Reminds the client of an order with Confirm / Move / Cancel, unless it is closed, moved or confirmed, or the moment has passed. */
export async function remindClient(tx: Tx, { reminder: name, orderId, dueAt, shop, now }: RemindClient): Promise<void> {
  const order = await findOrder(tx, orderId);
  const reminder = (await loadReminders()).get(name);
  if (!order || !reminder || order.outcome !== 'open' || order.dueAt !== dueAt || order.confirmedAt !== null) return;
  const uselessAfter = reminder.uselessAfter(dueAt, shop);
  if (now > uselessAfter) return;

  const dedupe = `reminded:${name}:${orderId}:${dueAt}`;
  const about = { clientId: order.clientId, orderId, dedupe, uselessAfter, subject: `due:${orderId}`, now };
  const phone = order.contactPhone ?? undefined;
  await mustReach(tx, { ...about, phone, write: (language, to) => question(order, shop, language, to) });
  await record(tx, { type: 'reminder.due', orderId, clientId: order.clientId, reminder: name }, { kind: 'system' }, now);
}

const sentence = (order: Order, shop: Shop, language: Language): string => {
  const f = formatsFor(language, shop);
  return textsIn(language).reminder.dayBefore({
    number: order.id,
    when: f.window(order.dueAt, order.dueUntil),
    shop: f.title(shop.name),
    delivery: order.fulfilment === 'delivery',
  });
};

function question(order: Order, shop: Shop, language: Language, to: Identity): Message {
  const t = textsIn(language).reminder;
  const button = (label: string, dialog: string, ...more: string[]): Button => ({
    label,
    data: encodePress({ kind: 'open', dialog, args: [String(order.id), ...more], keep: true }, to.id),
  });
  // What is confirmed is this time, not one that the order may be moved to later.
  const confirm = button(t.confirm, 'order-confirm', (order.dueAt ?? 0).toString(36));
  const buttons = [[confirm], [button(t.move, 'order-move'), button(t.cancel, 'order-cancel')]];
  return { text: sentence(order, shop, language), buttons };
}
