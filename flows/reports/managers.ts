import { and, count, eq, gt, inArray, isNotNull, isNull, lt, max } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { staff } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { Language } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import { minutes } from '../../notifications/time.ts';
import { countIf, medianOf, sumIf } from '../reporting/aggregates.ts';
import { type Opens, opensOrders } from '../reporting/opens.ts';
import { isKept, within } from '../reporting/which-orders.ts';
import { type Answer, type Asked, report } from '../reports.ts';
import { staffWithRole } from '../staff/find-staff.ts';
import { rolesOfPart } from '../staff/parts.ts';

const columns = {
  name: { title: { ru: 'Сотрудник', en: 'Colleague' }, kind: 'text' },
  orders: { title: { ru: 'Заказов', en: 'Orders' }, kind: 'count' },
  sum: { title: { ru: 'На сумму', en: 'Worth' }, kind: 'money' },
  completed: { title: { ru: 'Доведено до конца', en: 'Completed' }, kind: 'percent' },
  reply: { title: { ru: 'Отвечает обычно за', en: 'Median reply' }, kind: 'minutes' },
  slowest: { title: { ru: 'Самый долгий ответ', en: 'Slowest reply' }, kind: 'minutes' },
  tasksDone: { title: { ru: 'Задач сделано', en: 'Tasks done' }, kind: 'count' },
  tasksLate: { title: { ru: 'С опозданием', en: 'Of them late' }, kind: 'count' },
  tasksOverdue: { title: { ru: 'Просрочено сейчас', en: 'Overdue now' }, kind: 'count' },
} as const;

/** What each of the office does: orders, sums, how fast clients are answered (in working time), tasks. */
export default report({
  name: 'managers',
  title: { ru: 'Менеджеры', en: 'Managers' },
  about: {
    ru: 'Заказы, суммы, скорость ответа в рабочее время и задачи каждого.',
    en: 'Orders, sums, speed of replies in working time and tasks of everybody.',
  },
  time: 'period',
  columns,
  chart: { kind: 'bars', along: 'name', values: ['sum'] },
  async read(asked): Promise<Answer<keyof typeof columns>> {
    const span: Span = [asked.period.from, asked.period.until];
    const placed = await countOrders(asked, span);
    const people = await peopleOf(asked, [...placed.keys()]);
    const ids = people.flatMap(({ id }) => id ?? []);
    const replies = await countReplies(asked, span, ids);
    const done = await countDone(asked, span);
    const overdue = await countOverdue(asked);
    const answersOf = (id: number | null): { opens?: Opens } =>
      id === null ? {} : { opens: { list: 'replies', filter: { within: span, staff: id } } };
    const tasksOf = (id: number) => ({
      tasksDone: { value: done.get(id)?.done ?? 0, opens: { list: 'tasks', filter: { done: span, doneBy: id } } as const },
      tasksLate: { value: done.get(id)?.late ?? 0, opens: { list: 'tasks', filter: { done: span, doneBy: id, late: true } } as const },
      tasksOverdue: { value: overdue.get(id) ?? 0, opens: { list: 'tasks', filter: { openOf: id, overdueAt: asked.now } } as const },
    });
    const rows = people.map(({ id, name, isHere }) => {
      const { all = 0, kept = 0, won = 0, sum = 0 } = placed.get(id) ?? {};
      const reply = id === null ? undefined : replies.get(id);
      const theirs = opensOrders({ placed: span, responsible: id, kept: true });
      return {
        name: { value: name, ...(isHere && id !== null && { opens: { record: 'staff', id } as const }) },
        orders: { value: kept, opens: theirs },
        sum: { value: sum, opens: theirs },
        completed: { value: all === 0 ? null : won / all, opens: opensOrders({ placed: span, responsible: id, outcome: 'won' }) },
        reply: { value: reply ? inMinutes(reply.median) : null, ...answersOf(id) },
        slowest: { value: reply ? inMinutes(reply.slowest) : null, ...answersOf(id) },
        ...(id === null ? noTasks : tasksOf(id)),
      };
    });
    return { figures: [], rows: rows.toSorted((a, b) => b.sum.value - a.sum.value) };
  },
});

type Span = [number, number];

const nobody: Record<Language, string> = { ru: 'Никто не взял', en: 'Taken by nobody' };
const noTasks = { tasksDone: { value: null }, tasksLate: { value: null }, tasksOverdue: { value: null } };

/** The office, whoever else the orders of the time belong to (they may have left since), and nobody, where nobody took one: the sums add up. */
async function peopleOf(
  { db, language }: Asked,
  owners: (number | null)[],
): Promise<{ id: number | null; name: string; isHere: boolean }[]> {
  const here = await staffWithRole(db, ...rolesOfPart.responsible);
  const others = owners.flatMap((id) => (id === null || here.some((person) => person.id === id) ? [] : [id]));
  const known = others.length === 0 ? [] : await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, others));
  return [
    ...here.map(({ id, name }) => ({ id, name, isHere: true })),
    ...known.map((person) => ({ ...person, isHere: false })),
    ...(owners.includes(null) ? [{ id: null, name: nobody[language], isHere: false }] : []),
  ];
}

const inMinutes = (ms: number | null): number | null => (ms === null ? null : Math.round(Number(ms) / minutes(1)));

async function countOrders({ db }: Asked, span: Span) {
  const rows = await db
    .select({
      id: orders.responsibleId,
      all: count(),
      kept: countIf(isKept),
      won: countIf(eq(orders.outcome, 'won')),
      sum: sumIf(orders.total, isKept),
    })
    .from(orders)
    .where(within(orders.createdAt, span))
    .groupBy(orders.responsibleId);
  return new Map(rows.map((row) => [row.id, row]));
}

async function countReplies({ db }: Asked, span: Span, ids: number[]) {
  if (ids.length === 0) return new Map<number | null, { median: number | null; slowest: number | null }>();
  const rows = await db
    .select({ id: messages.staffId, median: medianOf(messages.waitedMs), slowest: max(messages.waitedMs) })
    .from(messages)
    .where(and(isNotNull(messages.waitedMs), inArray(messages.staffId, ids), within(messages.at, span)))
    .groupBy(messages.staffId);
  return new Map(rows.map((row) => [row.id, row]));
}

async function countDone({ db }: Asked, span: Span) {
  const rows = await db
    .select({ id: tasks.doneById, done: count(), late: countIf(gt(tasks.doneAt, tasks.dueAt)) })
    .from(tasks)
    .where(and(isNotNull(tasks.doneAt), within(tasks.doneAt, span)))
    .groupBy(tasks.doneById);
  return new Map(rows.map((row) => [row.id, row]));
}

async function countOverdue({ db, now }: Asked) {
  const rows = await db
    .select({ id: tasks.assigneeId, open: count() })
    .from(tasks)
    .where(and(isNull(tasks.doneAt), lt(tasks.dueAt, now)))
    .groupBy(tasks.assigneeId);
  return new Map(rows.map(({ id, open }) => [id, open]));
}
