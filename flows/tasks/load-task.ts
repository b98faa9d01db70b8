import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/work.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { Refused } from '../refused.ts';
import { may } from '../staff/rights.ts';

export type Task = typeof tasks.$inferSelect;

/** A task by number; refuses with `task.not-found`. */
export async function getTask(db: Reader, id: number): Promise<Task> {
  const [task] = Number.isSafeInteger(id) ? await db.select().from(tasks).where(eq(tasks.id, id)) : [];
  if (!task) throw new Refused('task.not-found');
  return task;
}

const openOfOrder = statement('tasks_open_of_order', (db: Reader) =>
  db
    .select()
    .from(tasks)
    .where(and(sql`${tasks.orderId} = ${sql.placeholder('orderId')}`, isNull(tasks.doneAt)))
    .orderBy(asc(tasks.dueAt)),
);

/** What is still to do for an order, the most urgent first. */
export const openTasksOf = (db: Reader, orderId: number): Promise<Task[]> => openOfOrder(db, { orderId });

/** Whether a task is this colleague's: by name, or for anyone of the role. */
export const isTaskOf = (task: Pick<Task, 'assigneeId' | 'role'>, staff: Staff): boolean =>
  task.assigneeId === null ? staff.roles.includes(task.role) : task.assigneeId === staff.id;

/** Whether a colleague may end or move it: the one who does it, and who manages others. */
export const mayHandle = (staff: Staff, task: Pick<Task, 'assigneeId' | 'role'>): boolean =>
  isTaskOf(task, staff) || may(staff, 'task.manage');
