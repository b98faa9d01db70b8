import { z } from 'zod';
import { roles } from '../../../db/schema/words.ts';
import type { Task } from '../../../flows/tasks/load-task.ts';
import { id, localized, showTime, showTimeOrNull, timeText } from './common.ts';

export const taskShape = z
  .strictObject({
    id,
    title: localized,
    role: z.enum(roles).meta({ description: 'Who of the team does it when nobody is named.' }),
    assigneeId: id.nullable(),
    orderId: id.nullable(),
    clientId: id.nullable(),
    dueAt: timeText,
    doneAt: timeText.nullable(),
    comment: z.string().nullable(),
    createdAt: timeText,
  })
  .meta({ id: 'Task' });

export function showTask(task: Task): z.infer<typeof taskShape> {
  const { id, title, role, assigneeId, orderId, clientId, comment } = task;
  const times = { dueAt: showTime(task.dueAt), doneAt: showTimeOrNull(task.doneAt), createdAt: showTime(task.createdAt) };
  return { ...{ id, title, role, assigneeId, orderId, clientId, comment }, ...times };
}
