import { eq } from 'drizzle-orm';
import { attachments, conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { bold } from '../../notifications/message.ts';
import { workingMsBetween } from '../../notifications/time.ts';
import { getClient } from '../clients/load-client.ts';
import { beginNegotiation, stopWaiting } from '../clients/waiting.ts';
import type { Client, Identity } from '../dialogs/dialog.ts';
import { encodePress } from '../dialogs/press.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { getShop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import { answersAt } from './reach.ts';
import { sendMessage } from './send-message.ts';
import { smsAddress } from './sms-address.ts';
import { waitedSince } from './waited-since.ts';
import { windowIsOpen } from './window.ts';

export type ClosedWay = 'template' | 'sms';

interface AnswerClient {
  clientId: number;
  /** With a file its caption, which may be empty. */
  text: string;
  /** A picture, a voice message or a file that the colleague has sent us for the client. */
  attachmentId?: number | undefined;
  orderId?: number | undefined;
  /** How to go where WhatsApp takes no free words any more: as an approved form, or by SMS. */
  way?: ClosedWay | undefined;
  /** The colleague's own message that it came as; an edit of it changes what the client reads. */
  writtenAs?: string | undefined;
  by: By;
  now: Instant;
}

/**
 * A colleague writes to a client, in the messenger the client last wrote from; the client sees who. From then on the client's words go to
 * people, until the colleague gives the floor back; whoever was in the middle of something is told so, with the way back. Refusals: `client.not-found`, `client.unreachable`,
 * `client.window-closed` (then say the `way`). Answers who got it, where, and as which message.
 */
export async function answerClient(
  tx: Tx,
  { clientId: asked, text, attachmentId, orderId, way, writtenAs, by, now }: AnswerClient,
): Promise<{ client: Client; to: Identity; messageId: number }> {
  const who = await refuseUnless(tx, by, 'client.write');
  const client = await getClient(tx, asked);
  const { id: clientId } = client;
  const to = way === 'sms' ? await numberOf(tx, client, now) : await answersAt(tx, clientId);
  if (!to) throw new Refused('client.unreachable');
  if (way === undefined && !(await windowIsOpen(tx, to, now))) throw new Refused('client.window-closed');
  const words = [await signOf(tx, attachmentId), text].filter(Boolean).join(' ');
  const message = { text: who ? `${bold(who.name)}: ${words}` : words };
  const since = who && (await waitedSince(tx, clientId));
  const waitedMs = since === undefined ? undefined : workingMsBetween(since, now, await getShop(tx));
  const messageId = await sendMessage(tx, { to, message, attachmentId, clientId, orderId, staffId: who?.id, waitedMs, writtenAs, now });
  if (attachmentId !== undefined) await tx.update(attachments).set({ clientId, messageId }).where(eq(attachments.id, attachmentId));
  await giveFloor(tx, client, to, now);
  await stopWaiting(tx, clientId);
  await beginNegotiation(tx, clientId);
  await record(tx, { type: 'client.answered', clientId, messageId }, by, now);
  return { client, to, messageId };
}

/** The client's number, when SMS reach it. */
async function numberOf(tx: Tx, { id: clientId, phone }: Client, now: Instant): Promise<Identity | undefined> {
  const number = phone === null ? undefined : await smsAddress(tx, { clientId, phone, now });
  return number?.closedAt === null ? number : undefined;
}

const signs = { photo: '📷', voice: '🎤', file: '📎' };

/** That a file goes along: the thread shows no more of it, nor does a channel that carries none. */
async function signOf(tx: Tx, attachmentId: number | undefined): Promise<string | undefined> {
  if (attachmentId === undefined) return undefined;
  const [sent] = await tx.select({ kind: attachments.kind }).from(attachments).where(eq(attachments.id, attachmentId));
  return sent && signs[sent.kind];
}

async function giveFloor(tx: Tx, { id, language }: Client, to: Identity, now: Instant): Promise<void> {
  const [before] = await tx.select().from(conversations).where(eq(conversations.identityId, to.id));
  await tx.update(conversations).set({ withPerson: true }).where(eq(conversations.identityId, to.id));
  if (!before || before.dialog === null || before.withPerson) return;
  const { menu, withPerson } = textsIn(language).customer;
  const data = encodePress({ kind: 'open', dialog: 'continue', args: [], keep: true }, to.id);
  await sendMessage(tx, { to, message: { text: withPerson, buttons: [[{ label: menu.goOn, data }]] }, clientId: id, now });
}
