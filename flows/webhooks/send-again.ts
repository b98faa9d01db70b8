import { and, asc, eq, ne } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { webhookDeliveries } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getWebhook } from './find-webhooks.ts';
import { sendSoon } from './offer-event.ts';

interface SendAgain {
  webhookId: number;
  /** Which one; without it everything that failed. */
  deliveryId?: number | undefined;
  by: By;
  now: Instant;
}

const mostAtOnce = 1000;

/** Sends events to a webhook once more, for another three days if need be; answers how many. What still waits is left alone. Refuses with `webhook.off`. */
export async function sendAgain(tx: Tx, { webhookId, deliveryId, by, now }: SendAgain): Promise<number> {
  await refuseUnless(tx, by, 'webhooks.manage');
  const webhook = await getWebhook(tx, webhookId);
  if (!webhook.enabled) throw new Refused('webhook.off');
  const which =
    deliveryId === undefined
      ? eq(webhookDeliveries.state, 'failed')
      : and(eq(webhookDeliveries.id, deliveryId), ne(webhookDeliveries.state, 'waiting'));
  const found = await tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, webhookId), which))
    .orderBy(asc(webhookDeliveries.id))
    .limit(mostAtOnce);
  for (const { id } of found) {
    await tx
      .update(webhookDeliveries)
      .set({ state: 'waiting', attempts: 0, status: null, reason: null, doneAt: null })
      .where(eq(webhookDeliveries.id, id));
    await sendSoon(tx, { webhookId, deliveryId: id, since: now, runAt: now }, now);
  }
  return found.length;
}
