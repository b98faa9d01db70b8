import { and, asc, eq, isNull } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { addDays, dayOf, instantOf } from '../../notifications/time.ts';
import type { Staff } from '../dialogs/dialog.ts';
import type { Shop } from '../shop.ts';
import { may } from '../staff/rights.ts';
import { isTaskOf, type Task } from './load-task.ts';

export type When = 'overdue' | 'today' | 'tomorrow' | 'later';
export type TaskLine = Task & { clientName: string | null };

export interface TaskBoard {
  /** By when they are due, each the most urgent first. */
  lists: Record<When, TaskLine[]>;
  /** How much each has to do; null is "anyone of the role". */
  load: { staffId: number | null; overdue: number; today: number; all: number }[];
}

const most = 1000;

/** Open tasks as a colleague may see them: who manages tasks sees everybody's, others their own. */
export async function findTaskBoard(
  db: Reader,
  { staff, staffId, shop, now }: { staff: Staff; staffId?: number | undefined; shop: Pick<Shop, 'timezone'>; now: Instant },
): Promise<TaskBoard> {
  const rows = await db
    .select({ task: tasks, clientName: clients.name })
    .from(tasks)
    .leftJoin(clients, eq(clients.id, tasks.clientId))
    .where(and(isNull(tasks.doneAt)))
    .orderBy(asc(tasks.dueAt))
    .limit(most);
  const all = rows.map(({ task, clientName }) => ({ ...task, clientName }));
  const visible = may(staff, 'task.manage') ? all : all.filter((task) => isTaskOf(task, staff));
  const shown = staffId === undefined ? visible : visible.filter(({ assigneeId }) => assigneeId === (staffId || null));
  const midnight = (ahead: number) => instantOf(addDays(dayOf(now, shop.timezone), ahead), '00:00', shop.timezone);
  const whenOf = ({ dueAt }: Task): When =>
    dueAt < now ? 'overdue' : dueAt < midnight(1) ? 'today' : dueAt < midnight(2) ? 'tomorrow' : 'later';
  const lists: TaskBoard['lists'] = { overdue: [], today: [], tomorrow: [], later: [] };
  for (const task of shown) lists[whenOf(task)].push(task);
  const load = [...Map.groupBy(visible, ({ assigneeId }) => assigneeId)].map(([assigneeId, theirs]) => ({
    staffId: assigneeId,
    overdue: theirs.filter((task) => whenOf(task) === 'overdue').length,
    today: theirs.filter((task) => whenOf(task) === 'today').length,
    all: theirs.length,
  }));
  return { lists, load: load.toSorted((a, b) => b.all - a.all) };
}
