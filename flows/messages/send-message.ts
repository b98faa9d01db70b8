import { eq, sql } from 'drizzle-orm';
import { messages, type Onward } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { outbox } from '../../db/schema/work.ts';
import { statement, type Tx } from '../../db/store.ts';
import { type Message, plain } from '../../notifications/message.ts';
import { enqueue } from '../../notifications/outbox.ts';

/** Where a message goes. */
export interface Address {
  id: number;
  channel: string;
  address: string;
}

export interface SendMessage {
  to: Address;
  message: Message;
  now: Instant;
  /** Whose thread shows it. */
  clientId?: number | undefined;
  orderId?: number | undefined;
  /** The colleague who wrote it. */
  staffId?: number | undefined;
  /** How long the client had waited for it, in working milliseconds. */
  waitedMs?: number | undefined;
  /** A file that somebody sent us and that goes along, once its bytes are here. */
  attachmentId?: number | undefined;
  /** Rewrites this shown message (platform id), where the channel can. */
  replaces?: string | undefined;
  /** Not before then; now unless told. */
  runAt?: Instant | undefined;
  /** The same message asked for twice goes once. */
  dedupe?: string | undefined;
  subject?: string | undefined;
  /** Of no use any more after then: it is skipped instead of coming late. */
  uselessAfter?: Instant | undefined;
  /** Must rather get lost than come twice (an advertisement, a request to pay). */
  once?: boolean | undefined;
  /** The last word to an address that has just been closed. */
  farewell?: boolean | undefined;
  /** What is tried next when it does not arrive. */
  onward?: Onward | undefined;
  /** The colleague's own message that these words came as. */
  writtenAs?: string | undefined;
  /** The client's line that a colleague is told of here. */
  aboutId?: number | undefined;
}

const addMessage = statement('messages_out', (tx: Tx) =>
  tx
    .insert(messages)
    .values({
      direction: 'out',
      state: 'waiting',
      channel: sql.placeholder('channel'),
      identityId: sql.placeholder('identityId'),
      clientId: sql.placeholder('clientId'),
      orderId: sql.placeholder('orderId'),
      staffId: sql.placeholder('staffId'),
      text: sql.placeholder('text'),
      waitedMs: sql.placeholder('waitedMs'),
      at: sql.placeholder('at'),
    })
    .returning({ id: messages.id }),
);

/** Puts a message on its way: a line in the thread and a row in the outbox, both in this transaction. Returns the line's number. */
export async function sendMessage(tx: Tx, { to, message, now, ...how }: SendMessage): Promise<number> {
  const runAt = how.runAt ?? now;
  const before = how.dedupe === undefined ? undefined : await findSent(tx, how.dedupe);
  if (before !== undefined) return before;
  const [row] = await addMessage(tx, {
    channel: to.channel,
    identityId: to.id,
    clientId: how.clientId ?? null,
    orderId: how.orderId ?? null,
    staffId: how.staffId ?? null,
    text: plain(message.text),
    waitedMs: how.waitedMs ?? null,
    at: runAt,
  });
  if (!row) throw new Error('The message was not written');
  const payload = {
    identityId: to.id,
    address: to.address,
    messageId: row.id,
    message,
    replaces: how.replaces,
    attachmentId: how.attachmentId,
    once: how.once,
    farewell: how.farewell,
    uselessAfter: how.uselessAfter,
  };
  if (how.onward) await tx.update(messages).set({ onward: how.onward }).where(eq(messages.id, row.id));
  if (how.writtenAs !== undefined) await tx.update(messages).set({ writtenAs: how.writtenAs }).where(eq(messages.id, row.id));
  if (how.aboutId !== undefined)
    await tx
      .update(messages)
      .set({ aboutId: how.aboutId, shown: { ...message } })
      .where(eq(messages.id, row.id));
  const errand = { kind: 'message', lane: String(to.id), channel: to.channel, payload, runAt };
  await enqueue(tx, { ...errand, ...(how.dedupe && { dedupe: how.dedupe }), ...(how.subject && { subject: how.subject }) }, now);
  return row.id;
}

/** The line of a message that was asked for under this name before. */
async function findSent(tx: Tx, dedupe: string): Promise<number | undefined> {
  const [row] = await tx.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.dedupe, dedupe));
  return row && Number(row.payload.messageId);
}
