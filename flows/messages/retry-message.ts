import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { outbox } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';

/** Sends once more what did not arrive, as it was. What waits already is a success without effect. Refuses with `message.not-retryable`. */
export async function retryMessage(tx: Tx, { messageId, by, now }: { messageId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'outbox.retry');
  const [line] = await tx
    .select({ message: messages, closedAt: identities.closedAt })
    .from(messages)
    .innerJoin(identities, eq(identities.id, messages.identityId))
    .where(and(eq(messages.id, messageId), eq(messages.direction, 'out')));
  if (line?.message.state === 'waiting') return;
  const errand = line?.closedAt === null ? await findErrand(tx, line.message) : undefined;
  if (!line || !errand || !['failed', 'uncertain', 'skipped'].includes(line.message.state)) throw new Refused('message.not-retryable');

  await tx.update(messages).set({ state: 'waiting', reason: null }).where(eq(messages.id, messageId));
  const { uselessAfter: _, ...payload } = errand.payload;
  await enqueue(tx, { kind: 'message', lane: String(line.message.identityId), channel: line.message.channel, payload, runAt: now }, now);
  await record(tx, { type: 'message.retried', messageId, clientId: line.message.clientId }, by, now);
}

/** The errand that failed; gone after a month. Of one chat there are few, so they are sorted out here. */
async function findErrand(tx: Tx, { id, identityId }: typeof messages.$inferSelect) {
  const done = await tx
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(
      and(
        eq(outbox.kind, 'message'),
        eq(outbox.lane, String(identityId)),
        isNotNull(outbox.doneAt),
        inArray(outbox.result, ['failed', 'uncertain', 'skipped']),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(500);
  return done.find(({ payload }) => payload.messageId === id);
}
