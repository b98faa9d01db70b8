import { and, asc, isNull, lt } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { addDays, dayOf, instantOf } from '../../notifications/time.ts';
import type { Staff } from '../dialogs/dialog.ts';
import type { Shop } from '../shop.ts';
import { may } from '../staff/rights.ts';
import { isTaskOf, type Task } from './load-task.ts';

/** Open tasks by when they are due; what is later than tomorrow is not here. */
export interface TaskDay {
  overdue: Task[];
  today: Task[];
  tomorrow: Task[];
}

/** A colleague's open tasks until tomorrow; for bosses everybody's. */
export async function findTasks(
  db: Reader,
  { staff, shop, now }: { staff: Staff; shop: Pick<Shop, 'timezone'>; now: Instant },
): Promise<TaskDay> {
  const midnight = (ahead: number) => instantOf(addDays(dayOf(now, shop.timezone), ahead), '00:00', shop.timezone);
  const open = await db
    .select()
    .from(tasks)
    .where(and(isNull(tasks.doneAt), lt(tasks.dueAt, midnight(2))))
    .orderBy(asc(tasks.dueAt));
  const visible = may(staff, 'day.see-all') ? open : open.filter((task) => isTaskOf(task, staff));
  const overdue = visible.filter(({ dueAt }) => dueAt < now);
  const tomorrow = visible.filter(({ dueAt }) => dueAt >= midnight(1));
  return { overdue, tomorrow, today: visible.filter((task) => !overdue.includes(task) && !tomorrow.includes(task)) };
}
