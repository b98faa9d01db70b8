import { and, asc, desc, eq, isNull, lt } from 'drizzle-orm';
import { events, webhookDeliveries, webhooks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { Refused } from '../refused.ts';

export type Webhook = typeof webhooks.$inferSelect;
export type Delivery = typeof webhookDeliveries.$inferSelect;

/** Webhooks that were not removed, in the order of their making. */
export const findWebhooks = (db: Reader): Promise<Webhook[]> =>
  db.select().from(webhooks).where(isNull(webhooks.removedAt)).orderBy(asc(webhooks.id));

/** One that was not removed; refuses with `webhook.not-found`. */
export async function getWebhook(db: Reader, webhookId: number): Promise<Webhook> {
  const [webhook] = await db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.id, webhookId), isNull(webhooks.removedAt)));
  if (!webhook) throw new Refused('webhook.not-found');
  return webhook;
}

/** What was sent to a webhook and what became of it, the newest first. */
export const findDeliveries = (
  db: Reader,
  { webhookId, before = Number.MAX_SAFE_INTEGER, limit }: { webhookId: number; before?: number; limit: number },
): Promise<(Delivery & { type: string })[]> =>
  db
    .select({
      id: webhookDeliveries.id,
      webhookId: webhookDeliveries.webhookId,
      eventId: webhookDeliveries.eventId,
      state: webhookDeliveries.state,
      attempts: webhookDeliveries.attempts,
      status: webhookDeliveries.status,
      reason: webhookDeliveries.reason,
      createdAt: webhookDeliveries.createdAt,
      doneAt: webhookDeliveries.doneAt,
      type: events.type,
    })
    .from(webhookDeliveries)
    .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
    .where(and(eq(webhookDeliveries.webhookId, webhookId), lt(webhookDeliveries.id, before)))
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit);
