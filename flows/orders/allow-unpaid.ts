import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { changeOrder } from './change-order.ts';
import { loadFacts } from './order-facts.ts';

/** The owner lets an order go on although it is not paid. Again is a success without effect. */
export async function allowUnpaid(tx: Tx, { orderId, by, now }: { orderId: number; by: By; now: Instant }): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.allow-unpaid', { order, stage });
  if (order.unpaidAllowed) return;
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  await changeOrder(tx, order, { unpaidAllowed: true });
  await record(tx, { type: 'order.unpaid-allowed', orderId, clientId: order.clientId }, by, now);
}
