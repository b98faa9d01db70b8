import type { Instant } from '../../../db/schema/words.ts';
import { addDays, dayOf, hours, instantOf, minutes } from '../../../notifications/time.ts';
import { getTask } from '../../tasks/load-task.ts';
import { postponeTask } from '../../tasks/postpone-task.ts';
import { type StaffTurn, staffDialog } from '../dialog.ts';
import { deadlineStep } from '../working/deadline-step.ts';
import { maybeNumberIn, numberIn } from '../working/numbers.ts';

/** "Later": in one tap, or until a time that is typed. */
export default staffDialog({
  name: 'task-later',
  args: ['taskId'],
  steps: {
    to: { first: true, ...deadlineStep('to', offersOf, askWhen) },
  },
  async done(turn) {
    const { tx, by, now, answers, t, f } = turn;
    const to = maybeNumberIn(answers, 'to') ?? now + hours(1);
    const { title } = await postponeTask(tx, { taskId: numberIn(answers, 'taskId'), to, by, now });
    turn.say({ text: t.staff.task.postponed(f.title(title), f.moment(to)) });
  },
});

async function askWhen({ tx, answers, t, f }: StaffTurn): Promise<string> {
  const { title } = await getTask(tx, numberIn(answers, 'taskId'));
  return t.staff.task.laterWhen(f.title(title));
}

function offersOf({ now, shop, t }: StaffTurn): { id: string; label: string; at: Instant }[] {
  const tomorrow = instantOf(addDays(dayOf(now, shop.timezone), 1), '10:00', shop.timezone);
  const { in30, in60, in120, tomorrow10 } = t.staff.task;
  return [
    { id: '30', label: in30, at: now + minutes(30) },
    { id: '60', label: in60, at: now + hours(1) },
    { id: '120', label: in120, at: now + hours(2) },
    { id: 'tomorrow', label: tomorrow10, at: tomorrow },
  ];
}
