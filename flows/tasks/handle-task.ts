import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getTask, mayHandle, type Task } from './load-task.ts';

/** The task, if the actor may do something with it: the one who does it, a boss, a rule. Refuses with `access.not-your-task`, `task.not-found`. */
export async function handleTask(tx: Tx, { taskId, by }: { taskId: number; by: By }): Promise<Task> {
  const task = await getTask(tx, taskId);
  const who = await refuseUnless(tx, by, 'task.do');
  if (who && !mayHandle(who, task)) throw new Refused('access.not-your-task');
  return task;
}

/** Ends what may only happen to an open task. */
export function refuseDone({ doneAt }: Task): void {
  if (doneAt !== null) throw new Refused('task.already-done');
}
