import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { enqueue, takeBack } from '../../notifications/outbox.ts';

const subjectOf = (taskId: number): string => `task:${taskId}`;

/** Lets the task's clock ring at `dueAt`. */
export async function setTaskTimer(tx: Tx, { taskId, dueAt, now }: { taskId: number; dueAt: Instant; now: Instant }): Promise<void> {
  await enqueue(tx, { kind: 'timer', payload: { timer: 'task-due', taskId }, runAt: dueAt, subject: subjectOf(taskId) }, now);
}

/** Stops the task's clock. */
export async function stopTaskTimer(tx: Tx, { taskId, why, now }: { taskId: number; why: string; now: Instant }): Promise<void> {
  await takeBack(tx, subjectOf(taskId), why, now);
}
