import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { handleTask } from './handle-task.ts';
import type { Task } from './load-task.ts';
import { stopTaskTimer } from './task-timer.ts';

/** Marks a task as done. A second press is a success without effect. */
export async function finishTask(tx: Tx, { taskId, by, now }: { taskId: number; by: By; now: Instant }): Promise<Task> {
  const task = await handleTask(tx, { taskId, by });
  await endTask(tx, task, by, now);
  return task;
}

/** The end itself, for commands that have asked about rights themselves. */
export async function endTask(tx: Tx, { id: taskId, orderId, clientId }: Task, by: By, now: Instant): Promise<void> {
  const done = await tx
    .update(tasks)
    .set({ doneAt: now, doneById: by.kind === 'staff' ? (by.id ?? null) : null })
    .where(and(eq(tasks.id, taskId), isNull(tasks.doneAt)))
    .returning({ id: tasks.id });
  if (done.length === 0) return;
  await stopTaskTimer(tx, { taskId, why: 'task.done', now });
  await record(tx, { type: 'task.done', taskId, orderId, clientId }, by, now);
}
