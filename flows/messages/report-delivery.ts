import { and, eq } from 'drizzle-orm';
import { messages } from '../../db/schema/talk.ts';
import type { Instant, MessageState } from '../../db/schema/words.ts';
import type { Store, Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { seconds } from '../../notifications/time.ts';
import { record } from '../events.ts';
import { closeAddress } from './deliver.ts';
import { goOn } from './go-on.ts';

interface Report {
  channel: string;
  externalId: string;
  state: 'sent' | 'delivered' | 'read' | 'failed';
  reason?: string | undefined;
  /** Why nothing should be sent to this address any more. */
  closes?: string | undefined;
  now: Instant;
}

const rank: Record<MessageState, number> = { waiting: 0, uncertain: 0, skipped: 0, received: 0, sent: 1, delivered: 2, read: 3, failed: 9 };

/** The platform said what became of a message. States only move forward, and a failure is final. False when no such message is known (yet). */
export async function reportDelivery(tx: Tx, { channel, externalId, state, reason, closes, now }: Report): Promise<boolean> {
  const [line] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.externalId, externalId), eq(messages.channel, channel), eq(messages.direction, 'out')));
  if (!line) return false;
  const late = rank[line.state] >= rank[state] || (state === 'failed' && rank[line.state] >= rank.delivered);
  if (late) return true;
  await tx
    .update(messages)
    .set({ state, reason: reason ?? null })
    .where(eq(messages.id, line.id));
  if (state === 'failed') await tellFailure(tx, line, { reason, closes, now });
  return true;
}

async function tellFailure(
  tx: Tx,
  { id: messageId, clientId, identityId, channel }: typeof messages.$inferSelect,
  { reason: why = 'failed', closes, now }: Pick<Report, 'reason' | 'closes' | 'now'>,
): Promise<void> {
  if (closes !== undefined) await closeAddress(tx, identityId, channel, closes, now);
  if (await goOn(tx, { messageId, why, now })) return;
  await record(tx, { type: 'message.failed', messageId, clientId, why }, { kind: 'system' }, now);
}

/** A door waits no longer than this for a report's message. */
const patience = [0, 300];
/** Then it is looked for again, so much later. */
const later = [seconds(2), seconds(6)];

/**
 * The same from a door. A report can overtake the answer that tells us the message's id: an unknown one is tried again at once, and then by timers,
 * so that the platform need not wait and nothing is lost.
 */
export async function reportSoon(store: Store, report: Report): Promise<void> {
  for (const pauseMs of patience) {
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (await store.tx((tx) => reportDelivery(tx, report))) return;
  }
  const { now, ...what } = report;
  await store.tx(async (tx) => {
    for (const after of later) {
      await enqueue(tx, { kind: 'timer', payload: { timer: 'delivery-report', ...what }, runAt: now + after }, now);
    }
  });
}
