import type { Instant } from '../../../db/schema/words.ts';
import { addDays, dayOf, hours, instantOf, minutes } from '../../../notifications/time.ts';
import { getTask } from '../../tasks/load-task.ts';
import { postponeTask } from '../../tasks/postpone-task.ts';
import { refuse, type StaffTurn, staffDialog, value } from '../dialog.ts';
import { maybeNumberIn, numberIn } from '../working/numbers.ts';
import { readDeadline } from '../working/read-when.ts';

/** "Later": in one tap, or until a time that is typed. */
export default staffDialog({
  name: 'task-later',
  args: ['taskId'],
  steps: {
    to: {
      first: true,
      async ask(turn) {
        const { title } = await getTask(turn.tx, numberIn(turn.answers, 'taskId'));
        return {
          text: turn.t.staff.task.laterWhen(turn.f.title(title)),
          choices: offersOf(turn).map(({ id, label }) => ({ id, label })),
          columns: 2,
        };
      },
      read(turn, answer) {
        const { now, shop, t } = turn;
        if (answer.kind === 'choice') {
          const at = offersOf(turn).find(({ id }) => id === answer.id)?.at;
          return at === undefined ? undefined : value(at);
        }
        const at = answer.kind === 'text' ? readDeadline(answer.text, { now, timezone: shop.timezone }) : undefined;
        if (at === undefined) return undefined;
        return at > now ? value(at) : refuse(t.staff.task.past);
      },
    },
  },
  async done(turn) {
    const { tx, by, now, answers, t, f } = turn;
    const to = maybeNumberIn(answers, 'to') ?? now + hours(1);
    const { title } = await postponeTask(tx, { taskId: numberIn(answers, 'taskId'), to, by, now });
    turn.say({ text: t.staff.task.postponed(f.title(title), f.moment(to)) });
  },
});

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
