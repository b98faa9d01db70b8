import { and, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { refreshCards } from '../orders/card.ts';

/** Lets every card of the pipeline's open orders show its stages and buttons as they are now; a card that stays the same is not sent. */
export async function redrawOrders(tx: Tx, pipelineId: number, now: Instant): Promise<void> {
  const open = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.pipelineId, pipelineId), eq(orders.outcome, 'open')));
  for (const { id } of open) await refreshCards(tx, id, now);
}
