import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { webhooks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { isBadAddress } from './bad-address.ts';
import { getWebhook } from './find-webhooks.ts';
import type { ToldEvent } from './told-events.ts';

interface ChangeWebhook {
  webhookId: number;
  /** What is absent stays. */
  url?: string | undefined;
  /** None is all of them. */
  events?: readonly ToldEvent[] | undefined;
  by: By;
  now: Instant;
}

/** Lets a webhook go elsewhere or tell of other things; what waits goes to the new address. Refuses with `webhook.bad-address`. */
export async function changeWebhook(tx: Tx, { webhookId, url, events, by, now }: ChangeWebhook): Promise<void> {
  await refuseUnless(tx, by, 'webhooks.manage');
  const before = await getWebhook(tx, webhookId);
  if (url !== undefined && isBadAddress(url)) throw new Refused('webhook.bad-address');
  const { href, host } = new URL(url ?? before.url);
  const chosen = events ? [...new Set(events)] : before.events;
  if (href === before.url && chosen.join() === before.events.join()) return;
  await tx.update(webhooks).set({ url: href, events: chosen }).where(eq(webhooks.id, webhookId));
  await record(tx, { type: 'webhook.changed', webhookId, host }, by, now);
}
