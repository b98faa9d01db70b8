import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { encodePress } from '../dialogs/press.ts';
import { formatsFor } from '../format.ts';
import { reachStaff } from '../messages/reach.ts';
import { sendMessage } from '../messages/send-message.ts';
import { loadFacts } from '../orders/order-facts.ts';
import type { Shop } from '../shop.ts';
import { getStaff } from '../staff/find-staff.ts';
import { may } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import type { Task } from './load-task.ts';

interface TellTask {
  task: Task;
  staffId: number;
  /** Who gave it. */
  from: string;
  shop: Shop;
  now: Instant;
}

/** Gives a colleague a task with its buttons: done, later, comment, the order. False when nothing reaches the colleague. */
export async function tellTask(tx: Tx, { task, staffId, from, shop, now }: TellTask): Promise<boolean> {
  const to = await reachStaff(tx, staffId);
  if (!to) return false;
  const person = await getStaff(tx, staffId);
  const { language } = person;
  const seesOrder = task.orderId !== null && may(person, 'order.see', await loadFacts(tx, task.orderId));
  const t = textsIn(language);
  const f = formatsFor(language, shop);
  const press = (label: string, dialog: string, number: number, keep = true) => ({
    label,
    data: encodePress({ kind: 'open', dialog, args: [String(number)], keep }, to.id),
  });
  const buttons = [
    [press(t.staff.task.done, 'task-done', task.id, false), press(t.staff.task.later, 'task-later', task.id)],
    [
      press(t.staff.task.comment, 'task-comment', task.id),
      ...(task.orderId === null || !seesOrder ? [] : [press(t.staff.task.order(task.orderId), 'order', task.orderId)]),
    ],
  ];
  const text = t.staff.task.given({
    title: f.title(task.title),
    from,
    until: f.moment(task.dueAt),
    comment: task.comment,
    orderId: task.orderId,
  });
  await sendMessage(tx, { to, message: { text, buttons }, orderId: task.orderId ?? undefined, now });
  return true;
}
