import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { getStaff } from '../staff/find-staff.ts';
import { handleTask, refuseDone } from './handle-task.ts';
import type { Task } from './load-task.ts';

/** Gives a task to a colleague. The same colleague again is a success without effect. */
export async function reassignTask(
  tx: Tx,
  { taskId, staffId, by, now }: { taskId: number; staffId: number; by: By; now: Instant },
): Promise<Task> {
  const task = await handleTask(tx, { taskId, by });
  refuseDone(task);
  if (task.assigneeId === staffId) return task;
  await getStaff(tx, staffId);
  await tx
    .update(tasks)
    .set({ assigneeId: staffId })
    .where(and(eq(tasks.id, taskId), isNull(tasks.doneAt)));
  const { orderId, clientId, assigneeId: from } = task;
  await record(tx, { type: 'task.reassigned', taskId, orderId, clientId, from, to: staffId }, by, now);
  return { ...task, assigneeId: staffId };
}
