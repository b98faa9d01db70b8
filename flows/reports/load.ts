import { and, count, isNotNull, isNull, lt } from 'drizzle-orm';
import { tasks } from '../../db/schema/work.ts';
import { countOpen } from '../orders/count-open.ts';
import { countIf } from '../reporting/aggregates.ts';
import { opensOrders } from '../reporting/opens.ts';
import { type Answer, report } from '../reports.ts';
import { allStaff } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';

const columns = {
  name: { title: { ru: 'Сотрудник', en: 'Colleague' }, kind: 'text' },
  roles: { title: { ru: 'Роль', en: 'Role' }, kind: 'text' },
  responsible: { title: { ru: 'Ведёт заказов', en: 'Leads orders' }, kind: 'count' },
  maker: { title: { ru: 'Готовит', en: 'Makes' }, kind: 'count' },
  driver: { title: { ru: 'Везёт', en: 'Delivers' }, kind: 'count' },
  tasks: { title: { ru: 'Задач', en: 'Tasks' }, kind: 'count' },
  overdue: { title: { ru: 'Просрочено', en: 'Overdue' }, kind: 'count' },
} as const;

/** How much everybody has on their hands now. */
export default report({
  name: 'load',
  title: { ru: 'Загрузка', en: 'Load' },
  about: { ru: 'Сколько открытых заказов и задач у каждого сейчас.', en: 'How many open orders and tasks everybody has now.' },
  time: 'now',
  columns,
  chart: { kind: 'bars', along: 'name', values: ['responsible', 'maker', 'driver'] },
  async read(asked): Promise<Answer<keyof typeof columns>> {
    const { db, now, language } = asked;
    const { roles: titles } = textsIn(language);
    const parts = {
      responsible: await countOpen(db, 'responsible'),
      maker: await countOpen(db, 'maker'),
      driver: await countOpen(db, 'driver'),
    };
    const todo = await db
      .select({ id: tasks.assigneeId, open: count(), overdue: countIf(lt(tasks.dueAt, now)) })
      .from(tasks)
      .where(and(isNull(tasks.doneAt), isNotNull(tasks.assigneeId)))
      .groupBy(tasks.assigneeId);
    const tasksOf = new Map(todo.map((row) => [row.id, row]));
    const rows = (await allStaff(db)).map(({ id, name, roles }) => ({
      name: { value: name, opens: { record: 'staff', id } as const },
      roles: { value: roles.map((role) => titles[role]).join(', ') },
      responsible: { value: parts.responsible.get(id) ?? 0, opens: opensOrders({ outcome: 'open', responsible: id }) },
      maker: { value: parts.maker.get(id) ?? 0, opens: opensOrders({ outcome: 'open', maker: id }) },
      driver: { value: parts.driver.get(id) ?? 0, opens: opensOrders({ outcome: 'open', driver: id }) },
      tasks: { value: tasksOf.get(id)?.open ?? 0, opens: { list: 'tasks', filter: { openOf: id } } as const },
      overdue: { value: tasksOf.get(id)?.overdue ?? 0, opens: { list: 'tasks', filter: { openOf: id, overdueAt: now } } as const },
    }));
    const busy = ({ responsible, maker, driver }: (typeof rows)[number]) => responsible.value + maker.value + driver.value;
    return { figures: [], rows: rows.toSorted((a, b) => busy(b) - busy(a)) };
  },
});
