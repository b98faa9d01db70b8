import { loadFolder } from '../../db/folder.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import type { Reminder } from '../../notifications/reminder.ts';
import type { Shop } from '../shop.ts';
import type { Order } from './load-order.ts';

let known: Promise<Map<string, Reminder>> | undefined;

/** The reminders of the folder. Load them before the first transaction: `await loadReminders()` at start. */
export const loadReminders = (): Promise<Map<string, Reminder>> =>
  (known ??= loadFolder<Reminder>(new URL('../../notifications/reminders/', import.meta.url)));

/** Plans a reminder for the order's present due time. False when its moment has passed already: it is not made up for. */
export async function planReminder(
  tx: Tx,
  { order, reminder: name, shop, now }: { order: Order; reminder: string; shop: Shop; now: Instant },
): Promise<boolean> {
  const reminder = (await loadReminders()).get(name);
  if (!reminder) throw new Error(`There is no reminder '${name}'`);
  if (order.dueAt === null) return false;
  const runAt = reminder.at(order.dueAt, shop);
  if (runAt <= now) return false;
  const payload = { timer: 'reminder', reminder: name, orderId: order.id, dueAt: order.dueAt };
  await enqueue(tx, { kind: 'timer', payload, runAt, subject: `due:${order.id}` }, now);
  return true;
}
