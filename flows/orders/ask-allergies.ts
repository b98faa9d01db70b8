import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { keepAllergies, seal } from '../clients/allergies.ts';
import { giveConsent } from '../clients/give-consent.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import { changeOrder } from './change-order.ts';
import { loadFacts } from './order-facts.ts';

interface AskAllergies {
  orderId: number;
  /** What the client named and agreed to have kept; absent when there are none. */
  text?: string | undefined;
  by: By;
  now: Instant;
}

/** A colleague has asked the client about allergies. What was named is sealed and shows only to those who bake and sell. */
export async function askAllergies(tx: Tx, { orderId, text, by, now }: AskAllergies): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.ask-allergies', { order, stage });
  if (text) {
    await giveConsent(tx, { clientId: order.clientId, purposes: ['allergies'], now });
    await keepAllergies(tx, { clientId: order.clientId, orderId, sealed: seal(text), consentedAt: now });
  }
  if (order.allergiesAsked && !text) return;
  if (!order.allergiesAsked) await changeOrder(tx, order, { allergiesAsked: true });
  await record(tx, { type: 'order.allergies-asked', orderId, clientId: order.clientId }, by, now);
}
