import { type Button, bold } from '../../../notifications/message.ts';
import { findWithoutNextStep } from '../../orders/find-without-next-step.ts';
import { may } from '../../staff/rights.ts';
import { findTasks } from '../../tasks/find-tasks.ts';
import type { Task } from '../../tasks/load-task.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { menuRow } from '../working/order-list.ts';

/** So many tasks of each list have buttons; all are counted. */
const shownOfEach = 6;

/** `/today`: overdue, today, tomorrow, with counts; each task opens with its buttons. The office also sees orders that have no next step. */
export default staffDialog({
  name: 'today',
  opensOn: ['/today'],
  label: (t) => t.staff.menu.today,
  async done(turn) {
    const { tx, staff, shop, now, t } = turn;
    const found = await findTasks(tx, { staff, shop, now });
    const buttons: Button[][] = [];
    const lines: string[] = [];
    for (const part of ['overdue', 'today', 'tomorrow'] as const) {
      lines.push(
        bold(t.staff.days[part](found[part].length)),
        ...found[part].map((task) => lineOf(turn, task)).slice(0, shownOfEach * 2),
        '',
      );
      buttons.push(...found[part].slice(0, shownOfEach).map((task) => [taskButton(turn, task)]));
    }
    const lost = may(staff, 'client.find') ? await findWithoutNextStep(tx) : [];
    if (lost.length > 0) lines.push(bold(t.staff.withoutNextStep(lost.length)), ...lost.map(({ id }) => `№${id}`));
    buttons.push(
      ...lost
        .slice(0, shownOfEach)
        .map(({ id }) => [turn.keptButton(t.staff.setStep(id), 'task-new', id), turn.keptButton(`№${id}`, 'order', id)]),
    );
    turn.say({ text: lines.join('\n').trim(), buttons: [...buttons, menuRow(turn)] });
  },
});

const lineOf = ({ f }: StaffTurn, { title, dueAt, orderId }: Task): string =>
  `• ${f.moment(dueAt)} ${f.title(title)}${orderId === null ? '' : ` (№${orderId})`}`;

const taskButton = (turn: StaffTurn, { id, title, orderId }: Task): Button =>
  turn.keptButton(`☐ ${turn.f.title(title)}${orderId === null ? '' : ` · №${orderId}`}`, 'task', id);
