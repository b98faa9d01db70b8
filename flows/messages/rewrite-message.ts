import { and, eq } from 'drizzle-orm';
import { attachments, messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { type Message, plain } from '../../notifications/message.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { indexLine } from '../search/feed-index.ts';

type Line = Pick<typeof messages.$inferSelect, 'id' | 'identityId' | 'channel' | 'clientId'>;

/** Whether what was sent on a channel stays as it was sent. */
export const isFinal = (channel: string): boolean => channel === 'whatsapp' || channel === 'sms';

/** Changes a message where it stands, shown or still on its way: the thread and the person keep one line of it. Not on a channel that `isFinal`. */
export async function rewriteMessage(
  tx: Tx,
  { line, address, message, now }: { line: Line; address: string; message: Message; now: Instant },
): Promise<void> {
  const text = plain(message.text);
  await tx.update(messages).set({ text }).where(eq(messages.id, line.id));
  await indexLine(tx, line.id, text);
  const file = await fileOf(tx, line);
  const { id: messageId, identityId, channel } = line;
  const payload = { identityId, address, messageId, message, rewrites: messageId, attachmentId: file };
  await enqueue(tx, { kind: 'message', lane: String(identityId), channel, payload, runAt: now }, now);
}

/** The file that went along. By way of the client: that has an index. */
async function fileOf(db: Reader, { id: messageId, clientId }: Line): Promise<number | undefined> {
  if (clientId === null) return undefined;
  const [file] = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(eq(attachments.clientId, clientId), eq(attachments.messageId, messageId)));
  return file?.id;
}
