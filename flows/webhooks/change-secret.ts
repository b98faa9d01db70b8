import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { webhooks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { days } from '../../notifications/time.ts';
import { seal } from '../clients/allergies.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import { newSecret } from './add-webhook.ts';
import { getWebhook } from './find-webhooks.ts';

interface ChangeSecret {
  webhookId: number;
  /** The new one; made here when absent. */
  secret?: string | undefined;
  by: By;
  now: Instant;
}

/** So long the secret before signs too, for a receiver that has not taken up the new one yet. */
const bothFor = days(1);

/** Gives a webhook another secret, shown but once. For a day each event is signed by both. Refuses with `webhook.not-found`. */
export async function changeSecret(tx: Tx, { webhookId, secret = newSecret(), by, now }: ChangeSecret): Promise<string> {
  await refuseUnless(tx, by, 'webhooks.manage');
  const { sealedSecret } = await getWebhook(tx, webhookId);
  const secrets = { sealedSecret: seal(secret), previousSecret: sealedSecret, previousUntil: now + bothFor };
  await tx.update(webhooks).set(secrets).where(eq(webhooks.id, webhookId));
  await record(tx, { type: 'webhook.secret-changed', webhookId }, by, now);
  return secret;
}
