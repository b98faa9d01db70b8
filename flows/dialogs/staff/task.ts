import { Refused } from '../../refused.ts';
import { getTask, mayHandle } from '../../tasks/load-task.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn } from '../working/numbers.ts';
import { taskMessage } from '../working/task-message.ts';

/** One task with its buttons. */
export default staffDialog({
  name: 'task',
  args: ['taskId'],
  async done(turn) {
    const task = await getTask(turn.tx, numberIn(turn.answers, 'taskId'));
    if (!mayHandle(turn.staff, task)) throw new Refused('access.not-your-task');
    turn.say(await taskMessage(turn, task));
  },
});
