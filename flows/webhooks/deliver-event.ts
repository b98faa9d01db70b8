import { and, eq, gte } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '../../db/schema/words.ts';
import { events, webhookDeliveries, webhooks } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import type { OutboxRow } from '../../notifications/outbox.ts';
import { days, minutes, seconds } from '../../notifications/time.ts';
import type { Outcome, World } from '../../notifications/worker.ts';
import { unseal } from '../clients/allergies.ts';
import type { EventRow } from '../events.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import { staffWithRole } from '../staff/find-staff.ts';
import { textsIn } from '../texts/texts.ts';
import type { Delivery, Webhook } from './find-webhooks.ts';
import { sendSoon } from './offer-event.ts';
import { showEvent } from './show-event.ts';
import { signatureOf } from './sign.ts';
import { switchWebhook } from './switch-webhook.ts';

/** One request to another program. Never rejects: `failure` says why no answer came. */
export type Post = (url: string, body: string, headers: Record<string, string>) => Promise<{ status: number } | { failure: string }>;

const payloadSchema = z.object({ deliveryId: z.number(), since: z.number() });

interface Sending {
  delivery: Delivery;
  webhook: Webhook;
  event: EventRow;
  since: Instant;
}

/**
 * The errand `webhook`: sends one event to one webhook. No answer holds up the webhook's whole lane, for the receiver is away; an answer that is
 * no 2xx, or repeated silence about this one, puts it behind the others, for it may be the event. After three days it is given up; 410 says that
 * * nobody wants any of them.
 */
export const deliverEvent =
  (post: Post) =>
  async (row: OutboxRow, world: World): Promise<Outcome> => {
    const { deliveryId, since } = payloadSchema.parse(row.payload);
    const found = await findSending(world.store.read, deliveryId);
    if (found?.delivery.state !== 'waiting' || !found.webhook.enabled) return { result: 'skipped', reason: 'not wanted any more' };
    const sending = { ...found, since };
    const { webhook, event } = sending;
    const body = JSON.stringify(showEvent(event));
    const answer = await post(webhook.url, body, headersFor(webhook, event, body, world.now()));
    if ('status' in answer && answer.status >= 200 && answer.status < 300) return delivered(sending, answer.status, world.now());
    return notTaken(sending, answer, world);
  };

async function findSending(db: Reader, deliveryId: number): Promise<Omit<Sending, 'since'> | undefined> {
  const [found] = await db
    .select({ delivery: webhookDeliveries, webhook: webhooks, event: events })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .innerJoin(events, eq(events.id, webhookDeliveries.eventId))
    .where(eq(webhookDeliveries.id, deliveryId));
  return found;
}

const headersFor = (webhook: Webhook, event: EventRow, body: string, now: Instant): Record<string, string> => ({
  'Content-Type': 'application/json',
  'User-Agent': 'Anna',
  'Anna-Event-Id': String(event.id),
  'Anna-Event-Type': event.type,
  'Anna-Signature': signatureOf(secretsOf(webhook, now), body, now),
});

const secretsOf = ({ sealedSecret, previousSecret, previousUntil }: Webhook, now: Instant): string[] =>
  [sealedSecret, previousUntil !== null && now < previousUntil ? previousSecret : null].flatMap((sealed) =>
    sealed === null ? [] : [unseal(sealed) ?? ''],
  );

const delivered = ({ delivery }: Sending, status: number, now: Instant): Outcome => ({
  result: 'done',
  also: (tx) => note(tx, delivery, { state: 'delivered', status, reason: null, doneAt: now }),
});

const giveUpAfter = days(3);
/** "Gone": the receiver says that it wants no more. */
const gone = 410;
/** What a receiver does that is there and falls over this very event; and so often it may before others go first. */
const chokes = /no answer|ECONNRESET|EPIPE|HPE_/;
const patience = 3;

async function notTaken(sending: Sending, answer: { status: number } | { failure: string }, world: World): Promise<Outcome> {
  const { delivery, since } = sending;
  const now = world.now();
  const status = 'status' in answer ? answer.status : null;
  const reason = 'status' in answer ? `HTTP ${answer.status}` : answer.failure.slice(0, 200);
  if (status === gone) return { result: 'failed', reason, also: (tx) => switchOff(tx, sending, { status, reason, now }) };
  if (now - since >= giveUpAfter) return { result: 'failed', reason, also: (tx) => giveUp(tx, sending, { status, reason, now }) };
  const runAt = now + pauseAfter(delivery.attempts);
  if (status === null && (delivery.attempts < patience || !chokes.test(reason))) {
    await world.store.tx((tx) => note(tx, delivery, { status, reason }));
    return { again: runAt, reason };
  }
  return {
    result: 'done',
    reason,
    also: async (tx) => {
      await note(tx, delivery, { status, reason });
      await sendSoon(tx, { webhookId: delivery.webhookId, deliveryId: delivery.id, since, runAt }, now);
    },
  };
}

/** 5 s, 10 s, 20 s … a quarter of an hour: who wakes after a long sleep has everything soon after. */
const pauseAfter = (attempts: number): number => Math.min(minutes(15), seconds(5) * 2 ** Math.min(attempts, 10));

async function note(tx: Tx, { id, attempts }: Delivery, values: Partial<Delivery>): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ ...values, attempts: attempts + 1 })
    .where(eq(webhookDeliveries.id, id));
}

/** An event that nobody took is in the log, to be sent again. A webhook that took nothing in all that time is switched off, and the owner hears. */
async function giveUp(tx: Tx, { delivery, webhook, since }: Sending, { status, reason, now }: GivingUp): Promise<void> {
  await note(tx, delivery, { state: 'failed', status, reason, doneAt: now });
  const tookSince = and(
    eq(webhookDeliveries.webhookId, webhook.id),
    eq(webhookDeliveries.state, 'delivered'),
    gte(webhookDeliveries.doneAt, since),
  );
  if ((await tx.$count(webhookDeliveries, tookSince)) > 0) return;
  await turnOff(tx, webhook, 'switchedOff', now);
}

/** The receiver has said that it is gone. */
async function switchOff(tx: Tx, { delivery, webhook }: Sending, { status, reason, now }: GivingUp): Promise<void> {
  await note(tx, delivery, { state: 'failed', status, reason, doneAt: now });
  await turnOff(tx, webhook, 'gone', now);
}

async function turnOff(tx: Tx, webhook: Webhook, why: 'switchedOff' | 'gone', now: Instant): Promise<void> {
  await switchWebhook(tx, { webhookId: webhook.id, enabled: false, by: { kind: 'system' }, now });
  for (const owner of await staffWithRole(tx, 'owner')) {
    const text = textsIn(owner.language).webhook[why](new URL(webhook.url).host);
    await notifyStaff(tx, { staffId: owner.id, text, buttons: [], about: {}, now });
  }
}

interface GivingUp {
  status: number | null;
  reason: string;
  now: Instant;
}
