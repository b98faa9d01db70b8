import { finishTask } from '../../../flows/tasks/finish-task.ts';
import { getTask } from '../../../flows/tasks/load-task.ts';
import { route } from '../route.ts';
import { taskPath } from '../shapes/paths.ts';
import { showTask, taskShape } from '../shapes/task.ts';

export default route({
  name: 'finish-task',
  ...{ method: 'post', at: '/tasks/{taskId}/finish', noun: 'Tasks', scope: 'tasks.write', may: 'task.do' },
  summary: { ru: 'Задача сделана', en: 'A task is done' },
  about: 'A second time is a success without effect.',
  path: taskPath,
  answer: taskShape,
  subject: async (db, { taskId }) => showTask(await getTask(db, taskId)),
  async write({ tx, by, now }, { path: { taskId } }) {
    await finishTask(tx, { taskId, by, now });
    return showTask(await getTask(tx, taskId));
  },
});
