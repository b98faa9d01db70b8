import { and, eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { webhookDeliveries, webhooks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { takeBack } from '../../notifications/outbox.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getWebhook } from './find-webhooks.ts';
import { laneOf } from './offer-event.ts';

interface SwitchWebhook {
  webhookId: number;
  enabled: boolean;
  by: By;
  now: Instant;
}

/** Switches a webhook off or on again. What waits for one that goes off is not sent; it stays in the log, to be sent again. */
export async function switchWebhook(tx: Tx, { webhookId, enabled, by, now }: SwitchWebhook): Promise<void> {
  await refuseUnless(tx, by, 'webhooks.manage');
  const webhook = await getWebhook(tx, webhookId);
  if (webhook.enabled === enabled) return;
  await tx.update(webhooks).set({ enabled }).where(eq(webhooks.id, webhookId));
  if (!enabled) await stopWaiting(tx, { webhookId, why: 'switched-off', now });
  await record(tx, { type: 'webhook.switched', webhookId, enabled }, by, now);
}

/** Ends what is still to be sent to a webhook, saying why. */
export async function stopWaiting(tx: Tx, { webhookId, why, now }: { webhookId: number; why: string; now: Instant }): Promise<void> {
  await takeBack(tx, laneOf(webhookId), why, now);
  await tx
    .update(webhookDeliveries)
    .set({ state: 'failed', reason: why, doneAt: now })
    .where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.state, 'waiting')));
}
