import { eq, sql } from 'drizzle-orm';
import { orders, payments } from '../../db/schema/orders.ts';
import type { Instant, Minor } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import type { Order } from '../orders/load-order.ts';
import { loadFacts } from '../orders/order-facts.ts';
import { type RefusalCode, Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';

interface RecordPayment {
  orderId: number;
  /** Minor units, above zero and not above the balance. */
  amount: Minor;
  method: 'cash' | 'card' | 'transfer' | 'online';
  /** What it was made from: one origin, one payment. */
  origin: string;
  by: By;
  now: Instant;
}

/** Writes down money that came. The same origin again is a success without effect (false). Refuses with `payment.amount-wrong` and as `refusePayment`. */
export async function recordPayment(tx: Tx, { orderId, amount, method, origin, by, now }: RecordPayment): Promise<boolean> {
  const { order, stage } = await loadFacts(tx, orderId);
  const who = await refuseUnless(tx, by, 'payment.record', { order, stage });
  const [known] = await tx.select({ id: payments.id }).from(payments).where(eq(payments.origin, origin));
  if (known) return false;
  const refusal = refusePayment(order);
  if (refusal) throw new Refused(refusal, { orderId });
  if (!Number.isSafeInteger(amount) || amount <= 0 || amount > order.total - order.paid)
    throw new Refused('payment.amount-wrong', { orderId });

  await tx.insert(payments).values({ orderId, amount, method, origin, byId: who?.id ?? null, at: now });
  const [paid] = await tx
    .update(orders)
    .set({ paid: sql`${orders.paid} + ${amount}`, version: sql`${orders.version} + 1` })
    .where(eq(orders.id, orderId))
    .returning({ paid: orders.paid, total: orders.total });
  if (!paid) throw new Refused('order.not-found', { orderId });
  await record(tx, { type: 'payment.received', orderId, clientId: order.clientId, amount, ...paid }, by, now);
  return true;
}

/** Why no money can be taken for an order at all: it is cancelled, or paid. Pure: the question asks it too. */
export function refusePayment({ outcome, total, paid }: Pick<Order, 'outcome' | 'total' | 'paid'>): RefusalCode | undefined {
  if (outcome === 'lost') return 'order.already-closed';
  return paid >= total ? 'payment.nothing-due' : undefined;
}
