import { z } from 'zod';
import { Refused } from '../../../flows/refused.ts';
import { getTask } from '../../../flows/tasks/load-task.ts';
import { postponeTask } from '../../../flows/tasks/postpone-task.ts';
import { reassignTask } from '../../../flows/tasks/reassign-task.ts';
import { tellTask } from '../../../flows/tasks/tell-task.ts';
import { route } from '../route.ts';
import { id, time } from '../shapes/common.ts';
import { taskPath } from '../shapes/paths.ts';
import { showTask, taskShape } from '../shapes/task.ts';

export default route({
  name: 'edit-task',
  ...{ method: 'patch', at: '/tasks/{taskId}', noun: 'Tasks', scope: 'tasks.write', may: 'task.do' },
  summary: { ru: 'Перенести задачу или передать другому', en: 'Move a task’s time, or give it to another' },
  about: 'What is not given stays. Who gets a task is told.',
  path: taskPath,
  body: z.strictObject({ dueAt: time.optional(), assigneeId: id.optional() }),
  answer: taskShape,
  subject: async (db, { taskId }) => showTask(await getTask(db, taskId)),
  async write({ tx, by, now, shop, key }, { path: { taskId }, body: { dueAt, assigneeId } }) {
    if (dueAt !== undefined && dueAt <= now) throw new Refused('task.past');
    if (dueAt !== undefined) await postponeTask(tx, { taskId, to: dueAt, by, now });
    const before = await getTask(tx, taskId);
    if (assigneeId !== undefined && assigneeId !== before.assigneeId) {
      const task = await reassignTask(tx, { taskId, staffId: assigneeId, by, now });
      await tellTask(tx, { task, staffId: assigneeId, from: key.title, shop, now });
    }
    return showTask(await getTask(tx, taskId));
  },
});
