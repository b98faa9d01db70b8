import type { Role } from '../../../db/schema/words.ts';
import { addDays, dayOf, hours, instantOf } from '../../../notifications/time.ts';
import { findOrder } from '../../orders/load-order.ts';
import { getStaff } from '../../staff/find-staff.ts';
import { refuseUnless } from '../../staff/rights.ts';
import { addTask } from '../../tasks/add-task.ts';
import { getTask } from '../../tasks/load-task.ts';
import { tellTask } from '../../tasks/tell-task.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { colleagueChoices } from '../working/colleagues.ts';
import { deadlineStep } from '../working/deadline-step.ts';
import { maybeNumberIn, numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';

/** A task for a colleague: what, who, until when. The colleague gets it with Done, Later and Comment. */
export default staffDialog({
  name: 'task-new',
  opensOn: ['/task'],
  label: (t) => t.staff.menu['task-new'],
  args: ['orderId'],
  open: async ({ tx, by }) => void (await refuseUnless(tx, by, 'task.create')),
  steps: {
    title: { first: true, ask: ({ t, answers }) => ({ text: t.staff.task.what(maybeNumberIn(answers, 'orderId')) }), read: readText },
    staffId: { ask: async (turn) => ({ text: turn.t.staff.task.who, choices: await colleagueChoices(turn) }) },
    until: deadlineStep('until', offersOf, ({ t }) => t.staff.task.until),
  },
  done: giveTask,
});

async function giveTask(turn: StaffTurn): Promise<void> {
  const { tx, by, now, shop, staff, language, conversation, answers, t, f } = turn;
  const orderId = maybeNumberIn(answers, 'orderId') ?? null;
  const order = orderId === null ? undefined : await findOrder(tx, orderId);
  const { id: staffId, name, roles } = await getStaff(tx, numberIn(answers, 'staffId'));
  const dueAt = maybeNumberIn(answers, 'until') ?? now + hours(1);
  const [role = 'manager' satisfies Role] = roles;
  const taskId = await addTask(tx, {
    title: { [language]: textIn(answers, 'title') },
    role,
    assigneeId: staffId,
    orderId: order?.id ?? null,
    clientId: order?.clientId ?? null,
    dueAt,
    origin: `talk:${conversation.id}:${conversation.draft}`,
    by,
    now,
  });
  if (taskId !== undefined && staffId !== staff.id)
    await tellTask(tx, { task: await getTask(tx, taskId), staffId, from: staff.name, shop, now });
  turn.say({ text: t.staff.task.made(textIn(answers, 'title'), name, f.moment(dueAt)) });
}

function offersOf({ now, shop, t }: StaffTurn) {
  const at = (ahead: number, time: string) => instantOf(addDays(dayOf(now, shop.timezone), ahead), time, shop.timezone);
  const { in60, evening, tomorrow10, tomorrow18 } = t.staff.task;
  return [
    { id: '60', label: in60, at: now + hours(1) },
    { id: 'evening', label: evening, at: at(0, '18:00') },
    { id: 'tomorrow', label: tomorrow10, at: at(1, '10:00') },
    { id: 'tomorrow-18', label: tomorrow18, at: at(1, '18:00') },
  ].filter((offer) => offer.at > now);
}
