import type { Instant, Localized, Role } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { setTaskTimer } from './task-timer.ts';

export interface AddTask {
  title: Localized;
  /** Who of the team does it when nobody is named. */
  role: Role;
  assigneeId?: number | null;
  orderId?: number | null;
  clientId?: number | null;
  dueAt: Instant;
  comment?: string | null;
  /** What it was made from: one origin, one task. */
  origin: string;
  by: By;
  now: Instant;
}

/** Makes a task whose clock begins to run; answers its number. Of the same origin a second one is not made (undefined). */
export async function addTask(tx: Tx, { by, now, ...task }: AddTask): Promise<number | undefined> {
  const { orderId = null, clientId = null, assigneeId = null, comment = null } = task;
  const [row] = await tx
    .insert(tasks)
    .values({ ...task, orderId, clientId, assigneeId, comment, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: tasks.id });
  if (!row) return undefined;
  await setTaskTimer(tx, { taskId: row.id, dueAt: task.dueAt, now });
  await record(tx, { type: 'task.created', taskId: row.id, orderId, clientId }, by, now);
  return row.id;
}
