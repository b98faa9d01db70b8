import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { type Called, pingNamed } from '../staff/ping-named.ts';
import { may, refuseUnless } from '../staff/rights.ts';
import { showCard } from './card.ts';
import { loadFacts } from './order-facts.ts';

/** Keeps a note with an order, for colleagues only. A colleague named in it (`@пётр`) is told and gets the card, if it is theirs to see. */
export async function noteOrder(
  tx: Tx,
  { orderId, text, by, now }: { orderId: number; text: string; by: By; now: Instant },
): Promise<Called> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.note', { order, stage });
  await record(tx, { type: 'order.noted', orderId, clientId: order.clientId, text }, by, now);
  const called = await pingNamed(tx, { text, orderId, by, now });
  for (const person of called.told)
    if (may(person, 'order.see', { order, stage })) await showCard(tx, { orderId, staffId: person.id, notify: true, now });
  return called;
}
