import { eq, sql } from 'drizzle-orm';
import { orders, payments } from '../../db/schema/orders.ts';
import type { Instant, Minor } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { loadFacts } from '../orders/order-facts.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { finishStageTasks } from '../tasks/stage-tasks.ts';

interface ReturnPayment {
  orderId: number;
  /** Minor units, above zero and not above what was paid. */
  amount: Minor;
  method: 'cash' | 'card' | 'transfer' | 'online';
  /** What it was made from: one origin, one return. */
  origin: string;
  by: By;
  now: Instant;
}

/**
 * Writes down money that went back to the client, as a negative payment. When nothing is left of a cancelled order's money, what its
 * cancelling asked for is done. The same origin again is a success without effect (false). Refuses with `payment.return-wrong`.
 */
export async function returnPayment(tx: Tx, { orderId, amount, method, origin, by, now }: ReturnPayment): Promise<boolean> {
  const { order, stage } = await loadFacts(tx, orderId);
  const who = await refuseUnless(tx, by, 'payment.return', { order, stage });
  const [known] = await tx.select({ id: payments.id }).from(payments).where(eq(payments.origin, origin));
  if (known) return false;
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > order.paid) throw new Refused('payment.return-wrong', { orderId });

  await tx.insert(payments).values({ orderId, amount: -amount, method, origin, byId: who?.id ?? null, at: now });
  const [left] = await tx
    .update(orders)
    .set({ paid: sql`${orders.paid} - ${amount}`, version: sql`${orders.version} + 1` })
    .where(eq(orders.id, orderId))
    .returning({ paid: orders.paid, total: orders.total });
  if (!left) throw new Refused('order.not-found', { orderId });
  if (left.paid === 0 && order.outcome === 'lost') await finishStageTasks(tx, { order, by, now });
  await record(tx, { type: 'payment.returned', orderId, clientId: order.clientId, amount, ...left }, by, now);
  return true;
}
