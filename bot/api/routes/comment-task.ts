import { z } from 'zod';
import { commentTask } from '../../../flows/tasks/comment-task.ts';
import { getTask } from '../../../flows/tasks/load-task.ts';
import { route } from '../route.ts';
import { words } from '../shapes/common.ts';
import { taskPath } from '../shapes/paths.ts';
import { showTask, taskShape } from '../shapes/task.ts';

export default route({
  name: 'comment-task',
  ...{ method: 'post', at: '/tasks/{taskId}/comments', noun: 'Tasks', scope: 'tasks.write', may: 'task.do' },
  summary: { ru: 'Дописать комментарий к задаче', en: 'Add a line to a task' },
  path: taskPath,
  body: z.strictObject({ text: words(1000) }),
  answer: taskShape,
  async write({ tx, by }, { path: { taskId }, body }) {
    await commentTask(tx, { taskId, text: body.text, by });
    return showTask(await getTask(tx, taskId));
  },
});
