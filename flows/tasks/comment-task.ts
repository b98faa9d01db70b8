import { eq } from 'drizzle-orm';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { findStaff } from '../staff/find-staff.ts';
import { handleTask } from './handle-task.ts';

/** Adds a line to a task, signed with the colleague's name. */
export async function commentTask(tx: Tx, { taskId, text, by }: { taskId: number; text: string; by: By }): Promise<void> {
  const task = await handleTask(tx, { taskId, by });
  const name = by.kind === 'staff' ? (await findStaff(tx, by.id))?.name : undefined;
  const line = name === undefined ? text : `${name}: ${text}`;
  await tx
    .update(tasks)
    .set({ comment: task.comment === null ? line : `${task.comment}\n${line}` })
    .where(eq(tasks.id, taskId));
}
