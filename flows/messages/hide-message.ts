import { eq } from 'drizzle-orm';
import { messages } from '../../db/schema/talk.ts';
import type { Tx } from '../../db/store.ts';

/** Puts other words in the place of a line of the thread: what it said is kept elsewhere, sealed, or nowhere. */
export async function hideMessage(tx: Tx, messageId: number, instead: string): Promise<void> {
  await tx.update(messages).set({ text: instead }).where(eq(messages.id, messageId));
}
