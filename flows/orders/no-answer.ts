import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { hours } from '../../notifications/time.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import { moveTask } from '../tasks/postpone-task.ts';
import { stageTasks } from '../tasks/stage-tasks.ts';
import { loadFacts } from './order-facts.ts';

/** When to try again. */
export const tryAgainIn = hours(2);

/** The client could not be reached: what the stage asks for waits two hours. Answers until when. */
export async function noAnswer(tx: Tx, { orderId, by, now }: { orderId: number; by: By; now: Instant }): Promise<Instant> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.no-answer', { order, stage });
  const to = now + tryAgainIn;
  for (const task of await stageTasks(tx, order)) await moveTask(tx, { task, to, by, now });
  await record(tx, { type: 'order.no-answer', orderId, clientId: order.clientId }, by, now);
  return to;
}
