import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { webhooks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getWebhook } from './find-webhooks.ts';
import { stopWaiting } from './switch-webhook.ts';

/** Takes a webhook away; what waits for it is not sent any more. Refuses with `webhook.not-found`. */
export async function removeWebhook(tx: Tx, { webhookId, by, now }: { webhookId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'webhooks.manage');
  await getWebhook(tx, webhookId);
  await tx.update(webhooks).set({ removedAt: now, enabled: false }).where(eq(webhooks.id, webhookId));
  await stopWaiting(tx, { webhookId, why: 'removed', now });
  await record(tx, { type: 'webhook.removed', webhookId }, by, now);
}
