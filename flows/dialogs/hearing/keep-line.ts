import { and, eq, sql } from 'drizzle-orm';
import { attachments, messages } from '../../../db/schema/talk.ts';
import type { Instant } from '../../../db/schema/words.ts';
import { type Reader, statement, type Tx } from '../../../db/store.ts';
import type { Heard } from '../../../notifications/message.ts';
import { enqueue } from '../../../notifications/outbox.ts';
import { contactWords } from '../../clients/contact-numbers.ts';
import { textsIn } from '../../texts/texts.ts';
import type { Conversation } from '../dialog.ts';
import { quoted } from '../working/quoted.ts';
import type { Inbound, InboxContext, Person } from './inbound.ts';

const addLine = statement('messages_in', (tx: Tx) =>
  tx
    .insert(messages)
    .values({
      direction: 'in',
      state: 'received',
      channel: sql.placeholder('channel'),
      identityId: sql.placeholder('identityId'),
      clientId: sql.placeholder('clientId'),
      text: sql.placeholder('text'),
      externalId: sql.placeholder('externalId'),
      at: sql.placeholder('at'),
    })
    .returning({ id: messages.id }),
);

/** The line of a client's thread that this update is; colleagues' presses are events, not talk. */
export async function keepLine(tx: Tx, inbound: Inbound, context: InboxContext, person: Person): Promise<number | undefined> {
  const { identity, conversation, client, staff: colleague } = person;
  const { heard } = inbound;
  const text =
    secretWords(heard, context, person) ?? (heard.kind === 'reaction' ? await signOf(tx, heard, person) : lineOf(heard, conversation));
  if (!client || colleague || text === undefined) return undefined;
  const ids = { channel: inbound.channel, identityId: identity.id, clientId: client.id, externalId: inbound.messageId ?? null };
  const [line] = await addLine(tx, { ...ids, text, at: inbound.at });
  return line?.id;
}

/** `❤️ «…»`: the sign and the beginning of what it stands under. */
async function signOf(
  tx: Tx,
  { sign, on, quote, withdrawn }: Extract<Heard, { kind: 'reaction' }>,
  { identity, client }: Person,
): Promise<string> {
  const under = quote ?? (on === undefined ? undefined : await wordsUnder(tx, identity.id, on));
  return textsIn(client?.language ?? 'en').customer.reacted(sign, under === undefined ? undefined : quoted(under), withdrawn ?? false);
}

async function wordsUnder(db: Reader, identityId: number, externalId: string): Promise<string | undefined> {
  const at = and(eq(messages.externalId, externalId), eq(messages.identityId, identityId));
  const [line] = await db.select({ text: messages.text }).from(messages).where(at);
  return line?.text;
}

export function lineOf(heard: Heard, conversation: Conversation): string | undefined {
  if (heard.kind === 'text') return heard.forwardedFrom ? `↪ ${heard.forwardedFrom}: ${heard.text}` : heard.text;
  if (heard.kind === 'button') return `▸ ${conversation.menu.find(({ data }) => data === heard.data)?.label ?? '•'}`;
  if (heard.kind === 'file') return `📎 ${heard.file.name ?? heard.file.kind} ${heard.caption}`.trim();
  if (heard.kind === 'place') return `📍 ${heard.latitude}, ${heard.longitude} ${heard.title ?? ''}`.trim();
  if (heard.kind === 'contact') return `☎ ${contactWords(heard)}`;
  if (heard.kind === 'start') return `/start ${heard.payload}`.trim();
  return heard.kind === 'other' ? `(${heard.what})` : undefined;
}

/** Remembers a sent file and asks the worker to fetch its bytes. */
export async function keepFile(
  tx: Tx,
  { channel, heard, at }: Inbound,
  { client }: Person,
  messageId: number | undefined,
  now: Instant,
): Promise<number | undefined> {
  if (heard.kind !== 'file') return undefined;
  const { kind, remoteId, name = null, mime = null, size = null } = heard.file;
  const [row] = await tx
    .insert(attachments)
    .values({ kind, remoteId, name, mime, size, channel, purpose: 'chat', clientId: client?.id ?? null, messageId: messageId ?? null, at })
    .returning({ id: attachments.id });
  if (!row) throw new Error('The attachment was not written');
  await enqueue(tx, { kind: 'fetch', channel, payload: { attachmentId: row.id }, runAt: now }, now);
  return row.id;
}

/** What stands in the thread instead of words that are nobody's but the client's and the order's. */
export function secretWords(heard: Heard, { repertoires }: InboxContext, { conversation, client }: Person): string | undefined {
  if (heard.kind !== 'text' || !client || conversation.withPerson) return undefined;
  const step = repertoires.customer.dialogs.get(conversation.dialog ?? '')?.steps?.[conversation.step ?? ''];
  return step?.secret?.(textsIn(client.language));
}
