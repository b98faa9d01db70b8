import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { tasks } from '../../db/schema/work.ts';
import { record } from '../events.ts';
import { timer } from '../timers.ts';

/** A task's time is up: if it is still open, that is an event, and the rules tell whom it concerns. */
export default timer({
  name: 'task-due',
  payload: z.object({ taskId: z.number() }),
  async fire({ tx, now }, { taskId }) {
    const [task] = await tx.select().from(tasks).where(eq(tasks.id, taskId));
    if (!task || task.doneAt !== null || task.dueAt > now) return;
    const { orderId, clientId } = task;
    await record(tx, { type: 'task.overdue', taskId, orderId, clientId }, { kind: 'system' }, now);
  },
});
