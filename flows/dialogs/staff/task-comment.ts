import { commentTask } from '../../tasks/comment-task.ts';
import { getTask } from '../../tasks/load-task.ts';
import { staffDialog } from '../dialog.ts';
import { numberIn, textIn } from '../working/numbers.ts';
import { readText } from '../working/read-text.ts';
import { taskMessage } from '../working/task-message.ts';

/** A line under a task. */
export default staffDialog({
  name: 'task-comment',
  args: ['taskId'],
  steps: {
    text: {
      first: true,
      async ask({ tx, t, f, answers }) {
        const { title } = await getTask(tx, numberIn(answers, 'taskId'));
        return { text: t.staff.task.commentWhat(f.title(title)) };
      },
      read: readText,
    },
  },
  async done(turn) {
    const { tx, by, answers } = turn;
    const taskId = numberIn(answers, 'taskId');
    await commentTask(tx, { taskId, text: textIn(answers, 'text'), by });
    turn.say(await taskMessage(turn, await getTask(tx, taskId)));
  },
});
