import type { Message } from '../../../notifications/message.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { findStaff } from '../../staff/find-staff.ts';
import { may } from '../../staff/rights.ts';
import { mayHandle, type Task } from '../../tasks/load-task.ts';
import type { StaffTurn } from '../dialog.ts';

/** A task as it stands, with what this colleague can do about it. */
export async function taskMessage(turn: StaffTurn, task: Task): Promise<Message> {
  const { tx, t, f, staff } = turn;
  const { id, title, dueAt, doneAt, comment, orderId, clientId } = task;
  const assignee = (await findStaff(tx, task.assigneeId))?.name ?? t.roles[task.role];
  const text = t.staff.task.shown({ title: f.title(title), assignee, until: f.moment(dueAt), comment, orderId, done: doneAt !== null });
  const seesOrder = orderId !== null && may(staff, 'order.see', await loadFacts(tx, orderId));
  const open = doneAt === null && mayHandle(staff, task);
  const buttons = [
    ...(open ? [[turn.button(t.staff.task.done, 'task-done', id), turn.keptButton(t.staff.task.later, 'task-later', id)]] : []),
    [
      ...(open ? [turn.keptButton(t.staff.task.comment, 'task-comment', id)] : []),
      ...(open && may(staff, 'task.manage') ? [turn.keptButton(t.staff.task.reassign, 'task-reassign', id)] : []),
      ...(orderId === null && clientId !== null && may(staff, 'client.write') ? [turn.keptButton(t.notice.reply, 'reply', clientId)] : []),
      ...(orderId === null || !seesOrder ? [] : [turn.keptButton(t.staff.task.order(orderId), 'order', orderId)]),
    ],
  ];
  return { text, buttons };
}
