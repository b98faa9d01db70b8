import { eq } from 'drizzle-orm';
import { conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { bold } from '../../notifications/message.ts';
import { workingMsBetween } from '../../notifications/time.ts';
import { getClient } from '../clients/load-client.ts';
import { stopWaiting } from '../clients/waiting.ts';
import type { Client, Identity } from '../dialogs/dialog.ts';
import { encodePress } from '../dialogs/press.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { getShop } from '../shop.ts';
import { refuseUnless } from '../staff/rights.ts';
import { textsIn } from '../texts/texts.ts';
import { reachClient } from './reach.ts';
import { sendMessage } from './send-message.ts';
import { waitedSince } from './waited-since.ts';

interface AnswerClient {
  clientId: number;
  text: string;
  orderId?: number | undefined;
  by: By;
  now: Instant;
}

/**
 * A colleague writes to a client, in the messenger the client last wrote from; the client sees who. From then on the client's words go to
 * people, until the colleague gives the floor back; whoever was in the middle of something is told so, with the way back. Refusals: `client.not-found`, `client.unreachable`. Answers who got it, and where.
 */
export async function answerClient(
  tx: Tx,
  { clientId: asked, text, orderId, by, now }: AnswerClient,
): Promise<{ client: Client; to: Identity }> {
  const who = await refuseUnless(tx, by, 'client.write');
  const client = await getClient(tx, asked);
  const { id: clientId } = client;
  const to = await reachClient(tx, clientId);
  if (!to) throw new Refused('client.unreachable');
  const message = { text: who ? `${bold(who.name)}: ${text}` : text };
  const since = who && (await waitedSince(tx, clientId));
  const waitedMs = since === undefined ? undefined : workingMsBetween(since, now, await getShop(tx));
  const messageId = await sendMessage(tx, { to, message, clientId, orderId, staffId: who?.id, waitedMs, now });
  await giveFloor(tx, client, to, now);
  await stopWaiting(tx, clientId);
  await record(tx, { type: 'client.answered', clientId, messageId }, by, now);
  return { client, to };
}

async function giveFloor(tx: Tx, { id, language }: Client, to: Identity, now: Instant): Promise<void> {
  const [before] = await tx.select().from(conversations).where(eq(conversations.identityId, to.id));
  await tx.update(conversations).set({ withPerson: true }).where(eq(conversations.identityId, to.id));
  if (!before || before.dialog === null || before.withPerson) return;
  const { menu, withPerson } = textsIn(language).customer;
  const data = encodePress({ kind: 'open', dialog: 'continue', args: [], keep: true }, to.id);
  await sendMessage(tx, { to, message: { text: withPerson, buttons: [[{ label: menu.goOn, data }]] }, clientId: id, now });
}
