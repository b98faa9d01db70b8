import { finishTask } from '../../tasks/finish-task.ts';
import { getTask } from '../../tasks/load-task.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';
import { rewritesPressed } from '../working/rewrites-pressed.ts';
import { taskMessage } from '../working/task-message.ts';

/** "Done". */
export default staffDialog({
  name: 'task-done',
  args: ['taskId'],
  async done(turn) {
    const { tx, by, now, answers, t, f } = turn;
    const { id, title } = await finishTask(tx, { taskId: numberIn(answers, 'taskId'), by, now });
    turn.toast(t.staff.task.isDone(f.title(title)));
    if (rewritesPressed(turn)) turn.say(await taskMessage(turn, await getTask(tx, id)));
  },
});
