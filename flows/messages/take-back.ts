import { and, eq, inArray, isNull } from 'drizzle-orm';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { outbox } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { takeBack } from '../../notifications/outbox.ts';

/** Takes back everything planned about `subject` that has not begun; the thread shows those messages as skipped, and why. */
export async function takeBackMessages(tx: Tx, subject: string, reason: string, now: Instant): Promise<void> {
  const { messageIds } = await takeBack(tx, subject, reason, now);
  if (messageIds.length > 0) await tx.update(messages).set({ state: 'skipped', reason }).where(inArray(messages.id, messageIds));
}

const reason = 'went another way';

/** Takes one message back that still waits for its channel. One that is being tried this very moment is not tried again after that. */
export async function takeBackMessage(tx: Tx, { id, identityId }: typeof messages.$inferSelect, now: Instant): Promise<void> {
  const inLane = and(eq(outbox.lane, String(identityId)), eq(outbox.kind, 'message'), isNull(outbox.doneAt));
  const waiting = await tx.select({ id: outbox.id, payload: outbox.payload }).from(outbox).where(inLane);
  const row = waiting.find(({ payload }) => payload.messageId === id);
  if (!row) return;
  const taken = await tx
    .update(outbox)
    .set({ doneAt: now, result: 'skipped', reason })
    .where(and(eq(outbox.id, row.id), isNull(outbox.worker), isNull(outbox.doneAt)))
    .returning({ id: outbox.id });
  if (taken.length > 0) await tx.update(messages).set({ state: 'skipped', reason }).where(eq(messages.id, id));
  else
    await tx
      .update(outbox)
      .set({ payload: { ...row.payload, uselessAfter: now - 1 } })
      .where(eq(outbox.id, row.id));
}
