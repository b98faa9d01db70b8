import { and, count, eq, gt, inArray, isNotNull, isNull, lt, max } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { messages } from '../../db/schema/talk.ts';
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
    const people = await staffWithRole(asked.db, ...rolesOfPart.responsible);
    const ids = people.map(({ id }) => id);
    const placed = await countOrders(asked, span);
    const replies = await countReplies(asked, span, ids);
    const done = await countDone(asked, span);
    const overdue = await countOverdue(asked);
    const rows = people.map(({ id, name }) => {
      const { all = 0, kept = 0, won = 0, sum = 0 } = placed.get(id) ?? {};
      const reply = replies.get(id);
      const theirs = opensOrders({ placed: span, responsible: id, kept: true });
      const answers: Opens = { list: 'replies', filter: { within: span, staff: id } };
      return {
        name: { value: name, opens: { record: 'staff', id } as const },
        orders: { value: kept, opens: theirs },
        sum: { value: sum, opens: theirs },
        completed: { value: all === 0 ? null : won / all, opens: opensOrders({ placed: span, responsible: id, outcome: 'won' }) },
        reply: { value: reply ? inMinutes(reply.median) : null, opens: answers },
        slowest: { value: reply ? inMinutes(reply.slowest) : null, opens: answers },
        tasksDone: { value: done.get(id)?.done ?? 0, opens: { list: 'tasks', filter: { done: span, doneBy: id } } as const },
        tasksLate: { value: done.get(id)?.late ?? 0, opens: { list: 'tasks', filter: { done: span, doneBy: id, late: true } } as const },
        tasksOverdue: {
          value: overdue.get(id) ?? 0,
          opens: { list: 'tasks', filter: { openOf: id, overdueAt: asked.now } } as const,
        },
      };
    });
    return { figures: [], rows: rows.toSorted((a, b) => b.sum.value - a.sum.value) };
  },
});

type Span = [number, number];

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
