import { getTask } from '../../../flows/tasks/load-task.ts';
import { route } from '../route.ts';
import { taskPath } from '../shapes/paths.ts';
import { showTask, taskShape } from '../shapes/task.ts';

export default route({
  name: 'get-task',
  ...{ method: 'get', at: '/tasks/{taskId}', noun: 'Tasks', scope: 'tasks.read', may: 'task.manage' },
  summary: { ru: 'Одна задача', en: 'One task' },
  path: taskPath,
  answer: taskShape,
  read: async ({ db }, { path }) => showTask(await getTask(db, path.taskId)),
});
