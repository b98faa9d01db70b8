import { and, eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import type { Order } from '../orders/load-order.ts';
import { endTask } from './finish-task.ts';
import { openTasksOf, type Task } from './load-task.ts';
import { setTaskTimer } from './task-timer.ts';

/** What rules asked for while the order stands where it stands: "contact the client" of a new order. What colleagues asked for is their own. */
export async function stageTasks(tx: Reader, order: Pick<Order, 'id' | 'stageSince'>): Promise<Task[]> {
  const open = await openTasksOf(tx, order.id);
  return open.filter(({ origin, createdAt }) => origin.startsWith('rule:') && createdAt >= order.stageSince);
}

/** A person who moves an order on has done what the stage asked for. */
export async function finishStageTasks(
  tx: Tx,
  { order, by, now }: { order: Pick<Order, 'id' | 'stageSince'>; by: By; now: Instant },
): Promise<void> {
  for (const task of await stageTasks(tx, order)) await endTask(tx, task, by, now);
}

/** A move that is undone opens again what it had ended. */
export async function reopenStageTasks(
  tx: Tx,
  { orderId, movedAt, now }: { orderId: number; movedAt: Instant; now: Instant },
): Promise<void> {
  const reopened = await tx
    .update(tasks)
    .set({ doneAt: null, doneById: null })
    .where(and(eq(tasks.orderId, orderId), eq(tasks.doneAt, movedAt)))
    .returning({ id: tasks.id, dueAt: tasks.dueAt });
  for (const { id: taskId, dueAt } of reopened) if (dueAt > now) await setTaskTimer(tx, { taskId, dueAt, now });
}
