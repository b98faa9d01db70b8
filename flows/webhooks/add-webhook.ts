import { randomBytes } from 'node:crypto';
import { isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { webhooks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { seal } from '../clients/allergies.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { isBadAddress } from './bad-address.ts';
import type { ToldEvent } from './told-events.ts';

interface AddWebhook {
  url: string;
  /** None is all of them. */
  events: readonly ToldEvent[];
  /** What the receiver checks signatures by; made here when absent. */
  secret?: string | undefined;
  by: By;
  now: Instant;
}

const most = 20;

/** Tells another program of events from now on. The secret is kept sealed, so it is shown but once. Refusals: `webhook.bad-address`, `webhook.too-many`. */
export async function addWebhook(
  tx: Tx,
  { url, events, secret = newSecret(), by, now }: AddWebhook,
): Promise<{ webhookId: number; secret: string }> {
  const who = await refuseUnless(tx, by, 'webhooks.manage');
  if (isBadAddress(url)) throw new Refused('webhook.bad-address');
  if ((await tx.$count(webhooks, isNull(webhooks.removedAt))) >= most) throw new Refused('webhook.too-many');
  const { href, host } = new URL(url);
  const row = { url: href, sealedSecret: seal(secret), events: [...new Set(events)], byId: who?.id ?? null, createdAt: now };
  const [added] = await tx.insert(webhooks).values(row).returning({ id: webhooks.id });
  if (!added) throw new Error('The webhook was not written');
  await record(tx, { type: 'webhook.added', webhookId: added.id, host }, by, now);
  return { webhookId: added.id, secret };
}

export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;
