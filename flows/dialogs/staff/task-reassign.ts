import { getStaff } from '../../staff/find-staff.ts';
import { getTask } from '../../tasks/load-task.ts';
import { reassignTask } from '../../tasks/reassign-task.ts';
import { tellTask } from '../../tasks/tell-task.ts';
import { staffDialog } from '../dialog.ts';
import { colleagueChoices } from '../working/colleagues.ts';
import { numberIn } from '../working/numbers.ts';

/** A task goes to a colleague, who gets it with its buttons. */
export default staffDialog({
  name: 'task-reassign',
  args: ['taskId'],
  steps: {
    staffId: {
      first: true,
      async ask(turn) {
        const { title } = await getTask(turn.tx, numberIn(turn.answers, 'taskId'));
        return { text: turn.t.staff.task.whom(turn.f.title(title)), choices: await colleagueChoices(turn) };
      },
    },
  },
  async done(turn) {
    const { tx, by, now, shop, staff, answers, t, f } = turn;
    const { id: staffId, name } = await getStaff(tx, numberIn(answers, 'staffId'));
    const task = await reassignTask(tx, { taskId: numberIn(answers, 'taskId'), staffId, by, now });
    if (staffId !== staff.id) await tellTask(tx, { task, staffId, from: staff.name, shop, now });
    turn.say({ text: t.staff.task.reassigned(f.title(task.title), name) });
  },
});
