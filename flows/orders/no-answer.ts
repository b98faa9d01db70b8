import { and, desc, eq, gte } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { takeBack } from '../../notifications/outbox.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import type { Shop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { moveTask } from '../tasks/postpone-task.ts';
import { stageTasks } from '../tasks/stage-tasks.ts';
import { loadFacts } from './order-facts.ts';
import { keepNorm } from './undo-move.ts';

/** When the card comes back. */
export const tryAgainIn = hours(2);
/** From the card's return until the task is overdue. */
const timeToCall = minutes(10);
const sameTap = minutes(1);

interface NoAnswer {
  orderId: number;
  by: By;
  now: Instant;
  shop: Shop;
}

/**
 * The client could not be reached: what the stage asks for waits two hours, and so does its norm. Answers until when. A second tap is a
 * success without effect. Refuses with `order.already-closed`.
 */
export async function noAnswer(tx: Tx, { orderId, by, now, shop }: NoAnswer): Promise<Instant> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.no-answer', { order, stage });
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  const tapped = await tappedAt(tx, orderId, now - sameTap);
  if (tapped !== undefined) return tapped + tryAgainIn;
  const back = now + tryAgainIn;
  for (const task of await stageTasks(tx, order)) await moveTask(tx, { task, to: back + timeToCall, by, now });
  await takeBack(tx, `norm:${order.visitId}`, 'order.no-answer', now);
  await keepNorm(tx, { order, visitId: order.visitId, since: back, stage, now, shop });
  await record(tx, { type: 'order.no-answer', orderId, clientId: order.clientId, visitId: order.visitId }, by, now);
  return back;
}

async function tappedAt(tx: Tx, orderId: number, since: Instant): Promise<Instant | undefined> {
  const [tap] = await tx
    .select({ at: events.at })
    .from(events)
    .where(and(eq(events.orderId, orderId), eq(events.type, 'order.no-answer'), gte(events.at, since)))
    .orderBy(desc(events.id))
    .limit(1);
  return tap?.at;
}
