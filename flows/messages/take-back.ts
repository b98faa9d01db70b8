import { inArray } from 'drizzle-orm';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { takeBack } from '../../notifications/outbox.ts';

/** Takes back everything planned about `subject` that has not begun; the thread shows those messages as skipped, and why. */
export async function takeBackMessages(tx: Tx, subject: string, reason: string, now: Instant): Promise<void> {
  const { messageIds } = await takeBack(tx, subject, reason, now);
  if (messageIds.length > 0) await tx.update(messages).set({ state: 'skipped', reason }).where(inArray(messages.id, messageIds));
}
