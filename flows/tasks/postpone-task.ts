import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { handleTask, refuseDone } from './handle-task.ts';
import type { Task } from './load-task.ts';
import { setTaskTimer, stopTaskTimer } from './task-timer.ts';

/** Moves a task's time. Refuses with `task.already-done`. */
export async function postponeTask(tx: Tx, { taskId, to, by, now }: { taskId: number; to: Instant; by: By; now: Instant }): Promise<Task> {
  const task = await handleTask(tx, { taskId, by });
  refuseDone(task);
  await moveTask(tx, { task, to, by, now });
  return { ...task, dueAt: to };
}

/** The move itself, for commands that have asked about rights themselves. */
export async function moveTask(tx: Tx, { task, to, by, now }: { task: Task; to: Instant; by: By; now: Instant }): Promise<void> {
  const { id: taskId, orderId, clientId } = task;
  if (task.dueAt === to) return;
  const moved = await tx
    .update(tasks)
    .set({ dueAt: to })
    .where(and(eq(tasks.id, taskId), isNull(tasks.doneAt)))
    .returning({ id: tasks.id });
  if (moved.length === 0) return;
  await stopTaskTimer(tx, { taskId, why: 'task.postponed', now });
  await setTaskTimer(tx, { taskId, dueAt: to, now });
  await record(tx, { type: 'task.postponed', taskId, orderId, clientId, to }, by, now);
}
