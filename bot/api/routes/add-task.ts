import { z } from 'zod';
import { roles } from '../../../db/schema/words.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { Refused } from '../../../flows/refused.ts';
import { getStaff } from '../../../flows/staff/find-staff.ts';
import { addTask } from '../../../flows/tasks/add-task.ts';
import { getTask } from '../../../flows/tasks/load-task.ts';
import { tellTask } from '../../../flows/tasks/tell-task.ts';
import { route } from '../route.ts';
import { id, time, words } from '../shapes/common.ts';
import { showTask, taskShape } from '../shapes/task.ts';

export default route({
  name: 'add-task',
  ...{ method: 'post', at: '/tasks', noun: 'Tasks', scope: 'tasks.write', may: 'task.create', status: 201 },
  summary: { ru: 'Новая задача', en: 'A new task' },
  about: 'Who is named as `assigneeId` is told.',
  body: z.strictObject({
    title: words(200),
    role: z.enum(roles).default('manager'),
    assigneeId: id.optional(),
    orderId: id.optional(),
    clientId: id.optional(),
    dueAt: time,
    comment: words(1000).optional(),
  }),
  answer: taskShape,
  async write({ tx, by, now, shop, origin, key }, { body: { title, orderId, clientId, assigneeId, comment = null, ...task } }) {
    if (task.dueAt <= now) throw new Refused('task.past');
    const order = orderId === undefined ? undefined : await getOrder(tx, orderId);
    const client = clientId === undefined ? order?.clientId : (await getClient(tx, clientId)).id;
    if (assigneeId !== undefined) await getStaff(tx, assigneeId);
    const about = { orderId: order?.id ?? null, clientId: client ?? null, assigneeId: assigneeId ?? null };
    const taskId = await addTask(tx, { ...task, ...about, comment, title: { [shop.language]: title }, origin, by, now });
    if (taskId === undefined) throw new Error('The task of this call is there, but its answer is not');
    const made = await getTask(tx, taskId);
    if (assigneeId !== undefined) await tellTask(tx, { task: made, staffId: assigneeId, from: key.title, shop, now });
    return showTask(made);
  },
});
