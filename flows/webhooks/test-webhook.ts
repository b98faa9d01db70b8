import type { Instant } from '../../db/schema/words.ts';
import { webhookDeliveries } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getWebhook } from './find-webhooks.ts';
import { sendSoon } from './offer-event.ts';

/** Sends an event that means nothing to this webhook alone, to see whether it arrives. Refuses with `webhook.off`. */
export async function testWebhook(tx: Tx, { webhookId, by, now }: { webhookId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'webhooks.manage');
  const { enabled } = await getWebhook(tx, webhookId);
  if (!enabled) throw new Refused('webhook.off');
  const eventId = await record(tx, { type: 'webhook.tested', webhookId }, by, now);
  const row = { webhookId, eventId, state: 'waiting', createdAt: now };
  const [added] = await tx.insert(webhookDeliveries).values(row).returning({ id: webhookDeliveries.id });
  if (added) await sendSoon(tx, { webhookId, deliveryId: added.id, since: now, runAt: now }, now);
}
