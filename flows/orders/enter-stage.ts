import { eq } from 'drizzle-orm';
import { orders, stageVisits } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { addWorkingMinutes } from '../../notifications/time.ts';
import type { By } from '../events.ts';
import type { Shop } from '../shop.ts';
import type { Order } from './load-order.ts';
import type { Stage } from './pipeline.ts';

/**
 * Puts an order onto a stage: ends the visit before, begins a new one, closes or reopens the order by the stage's kind and sets the timer of
 * the stage's norm. The caller has asked whether it may and records why. Returns the new visit's number.
 */
export async function enterStage(tx: Tx, order: Order, stage: Stage, { by, now, shop, reason = null }: { by: By; now: Instant; shop: Shop; reason?: string | null }): Promise<number> {
  if (order.visitId) await tx.update(stageVisits).set({ leftAt: now }).where(eq(stageVisits.id, order.visitId));
  const [visit] = await tx
    .insert(stageVisits)
    .values({ orderId: order.id, stageId: stage.id, enteredAt: now, enteredByKind: by.kind, enteredById: by.id ?? null, reason, previousId: order.visitId || null })
    .returning({ id: stageVisits.id });
  if (!visit) throw new Error('The stage visit was not written');
  await tx
    .update(orders)
    .set({
      stageId: stage.id,
      stageSince: now,
      visitId: visit.id,
      outcome: stage.kind,
      closedAt: stage.kind === 'open' ? null : now,
      lossReason: stage.kind === 'lost' ? reason : null,
      reached: stage.kind === 'lost' ? order.reached : Math.max(order.reached, stage.position),
      version: order.version + 1,
    })
    .where(eq(orders.id, order.id));
  if (stage.kind === 'open' && stage.normMinutes) {
    const runAt = addWorkingMinutes(now, stage.normMinutes, shop);
    await enqueue(tx, { kind: 'timer', payload: { timer: 'stage-norm', orderId: order.id, visitId: visit.id }, runAt, subject: `norm:${visit.id}` }, now);
  }
  return visit.id;
}
