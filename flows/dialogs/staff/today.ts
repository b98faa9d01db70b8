import { type Button, bold } from '../../../notifications/message.ts';
import { addDays, dayOf, instantOf } from '../../../notifications/time.ts';
import { sameDay } from '../../format.ts';
import { type DueOrder, findDueOrders } from '../../orders/find-due-orders.ts';
import { findWithoutNextStep } from '../../orders/find-without-next-step.ts';
import { findStaff } from '../../staff/find-staff.ts';
import { may } from '../../staff/rights.ts';
import { findTasks } from '../../tasks/find-tasks.ts';
import type { Task } from '../../tasks/load-task.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { menuRow } from '../working/order-list.ts';
import { quoted } from '../working/quoted.ts';

/** So many tasks and so many orders of each list have buttons, twice as many a line; all are counted. */
const shownOfEach = 5;

/**
 * `/today`: overdue, today, tomorrow, with counts: the tasks, and the orders to be handed over; each opens by its button. The office also sees
 * orders that have no next step.
 */
export default staffDialog({
  name: 'today',
  opensOn: ['/today'],
  label: (t) => t.staff.menu.today,
  async done(turn) {
    const { tx, staff, shop, now, t } = turn;
    const tasks = await findTasks(tx, { staff, shop, now });
    const orders = await ordersByDay(turn);
    const buttons: Button[][] = [];
    const lines: string[] = [];
    for (const day of ['overdue', 'today', 'tomorrow'] as const) {
      const taskLines = await Promise.all(tasks[day].slice(0, 2 * shownOfEach).map((task) => taskLine(turn, task)));
      const orderLines = orders[day].slice(0, 2 * shownOfEach).map((due) => orderLine(turn, due));
      lines.push(bold(t.staff.days[day](tasks[day].length + orders[day].length)), ...taskLines, ...orderLines, '');
      buttons.push(...tasks[day].slice(0, shownOfEach).map((task) => [taskButton(turn, task)]));
      buttons.push(...orders[day].slice(0, shownOfEach).map((due) => [turn.keptButton(orderLine(turn, due), 'order', due.order.id)]));
    }
    const lost = may(staff, 'client.find') ? await findWithoutNextStep(tx) : [];
    if (lost.length > 0) lines.push(bold(t.staff.withoutNextStep(lost.length)), lost.map(({ id }) => t.staff.number(id)).join(', '));
    buttons.push(
      ...lost
        .slice(0, shownOfEach)
        .map(({ id }) => [turn.keptButton(t.staff.setStep(id), 'task-new', id), turn.keptButton(t.staff.number(id), 'order', id)]),
    );
    turn.say({ text: lines.join('\n').trim(), buttons: [...buttons, menuRow(turn)] });
  },
});

type Day = 'overdue' | 'today' | 'tomorrow';

async function ordersByDay({ tx, staff, shop, now }: StaffTurn): Promise<Record<Day, DueOrder[]>> {
  const midnight = (ahead: number) => instantOf(addDays(dayOf(now, shop.timezone), ahead), '00:00', shop.timezone);
  const due = await findDueOrders(tx, { staff, until: midnight(2) });
  const dayOfOrder = ({ order: { dueAt, dueUntil } }: DueOrder): Day => {
    if ((dueUntil ?? dueAt ?? now) < now) return 'overdue';
    return (dueAt ?? now) >= midnight(1) ? 'tomorrow' : 'today';
  };
  const { overdue = [], today = [], tomorrow = [] } = Object.groupBy(due, dayOfOrder);
  return { overdue, today, tomorrow };
}

/** What is due today needs no date. */
const when = ({ f, now, shop }: StaffTurn, at: number): string => (sameDay(at, now, shop.timezone) ? f.time(at) : f.moment(at));

async function taskLine(turn: StaffTurn, { title, dueAt, orderId, assigneeId }: Task): Promise<string> {
  const { tx, t, f, staff } = turn;
  const who = may(staff, 'day.see-all') && assigneeId !== staff.id ? (await findStaff(tx, assigneeId))?.name : undefined;
  return `☐ ${when(turn, dueAt)} ${f.title(title)}${orderId === null ? '' : ` (${t.staff.number(orderId)})`}${who === undefined ? '' : ` — ${who}`}`;
}

const taskButton = (turn: StaffTurn, { id, title, orderId }: Task): Button =>
  turn.keptButton(`☐ ${quoted(turn.f.title(title))}${orderId === null ? '' : ` · ${turn.t.staff.number(orderId)}`}`, 'task', id);

const orderLine = (turn: StaffTurn, { order, stage }: DueOrder): string =>
  turn.t.staff.dueOrder({ number: order.id, time: when(turn, order.dueAt ?? turn.now), stage: turn.f.title(stage.title) });
