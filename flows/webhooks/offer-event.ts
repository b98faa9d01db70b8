import { and, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { webhookDeliveries, webhooks } from '../../db/schema/work.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import type { EventRow } from '../events.ts';
import { isTold } from './told-events.ts';

const listening = statement('webhooks_listening', (db: Reader) =>
  db
    .select({ id: webhooks.id, events: webhooks.events })
    .from(webhooks)
    .where(and(webhooks.enabled, isNull(webhooks.removedAt))),
);

/** Puts an event on its way to every webhook that wants it: one row for each pair, in the transaction that follows the event. */
export async function offerEvent(tx: Tx, event: Pick<EventRow, 'id' | 'type'>, now: Instant): Promise<void> {
  if (!isTold(event.type)) return;
  for (const webhook of await listening(tx, {})) {
    if (webhook.events.length > 0 && !webhook.events.includes(event.type)) continue;
    const row = { webhookId: webhook.id, eventId: event.id, state: 'waiting', createdAt: now };
    const [added] = await tx.insert(webhookDeliveries).values(row).onConflictDoNothing().returning({ id: webhookDeliveries.id });
    if (added) await sendSoon(tx, { webhookId: webhook.id, deliveryId: added.id, since: now, runAt: now }, now);
  }
}

/** One at a time for each webhook: a receiver that is slow or away holds up nobody else. */
export const laneOf = (webhookId: number): string => `webhook:${webhookId}`;

interface Sending {
  webhookId: number;
  deliveryId: number;
  /** When it was first to be sent: from then on the days are counted. */
  since: Instant;
  runAt: Instant;
}

/** Puts a delivery at the end of its webhook's lane. */
export const sendSoon = (tx: Tx, { webhookId, deliveryId, since, runAt }: Sending, now: Instant): Promise<void> =>
  enqueue(tx, { kind: 'webhook', lane: laneOf(webhookId), subject: laneOf(webhookId), payload: { deliveryId, since }, runAt }, now);
