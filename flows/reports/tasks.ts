import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt } from 'drizzle-orm';
import { staff } from '../../db/schema/people.ts';
import { tasks } from '../../db/schema/work.ts';
import { formatsFor } from '../format.ts';
import { type TasksFilter, tasksFilter } from '../reporting/opens.ts';
import { is, within } from '../reporting/which-orders.ts';
import { report } from '../reports.ts';

type Name = 'title' | 'order' | 'due' | 'done' | 'assignee';

/** The tasks behind a number. */
export default report<Name, TasksFilter>({
  name: 'tasks',
  title: { ru: 'Задачи за этим числом', en: 'The tasks behind the number' },
  about: { ru: 'Задачи, из которых сложилось число.', en: 'The tasks that make up the number.' },
  time: 'now',
  filter: tasksFilter,
  columns: {
    title: { title: { ru: 'Задача', en: 'Task' }, kind: 'text' },
    order: { title: { ru: 'Заказ', en: 'Order' }, kind: 'text' },
    due: { title: { ru: 'Срок', en: 'Due' }, kind: 'moment' },
    done: { title: { ru: 'Сделана', en: 'Done' }, kind: 'moment' },
    assignee: { title: { ru: 'Чья', en: 'Whose' }, kind: 'text' },
  },
  async read({ db, shop, language, limit }, filter) {
    const f = formatsFor(language, shop);
    const isOpen = filter.openOf !== undefined || filter.overdueAt !== undefined;
    const where = and(
      isOpen ? isNull(tasks.doneAt) : isNotNull(tasks.doneAt),
      within(tasks.doneAt, filter.done),
      is(tasks.doneById, filter.doneBy),
      filter.late ? gt(tasks.doneAt, tasks.dueAt) : undefined,
      is(tasks.assigneeId, filter.openOf),
      filter.overdueAt === undefined ? undefined : lt(tasks.dueAt, filter.overdueAt),
    );
    const [all] = await db.select({ tasks: count() }).from(tasks).where(where);
    const found = await db
      .select({ task: tasks, name: staff.name })
      .from(tasks)
      .leftJoin(staff, eq(staff.id, isOpen ? tasks.assigneeId : tasks.doneById))
      .where(where)
      .orderBy(isOpen ? asc(tasks.dueAt) : desc(tasks.doneAt), asc(tasks.id))
      .limit(limit);
    return {
      figures: [{ title: { ru: 'Задач', en: 'Tasks' }, kind: 'count', value: all?.tasks ?? 0 }],
      rows: found.map(({ task, name }) => ({
        title: { value: f.title(task.title) },
        order:
          task.orderId === null ? { value: null } : { value: String(task.orderId), opens: { record: 'order' as const, id: task.orderId } },
        due: { value: task.dueAt },
        done: { value: task.doneAt },
        assignee: { value: name },
      })),
      more: (all?.tasks ?? 0) > found.length,
    };
  },
});
