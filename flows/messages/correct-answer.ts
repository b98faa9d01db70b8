import { eq } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { bold } from '../../notifications/message.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { isFinal, rewriteMessage } from './rewrite-message.ts';

export type Answer = typeof messages.$inferSelect;

/** The name under which an answer remembers the colleague's own message that it came as. */
export const writtenAs = (identityId: number, externalId: string | undefined): string | undefined =>
  externalId === undefined ? undefined : `${identityId}:${externalId}`;

/** The answer to a client that a colleague's message became; the last one when a long text became several. */
export async function findAnswer(db: Reader, key: string | undefined): Promise<Answer | undefined> {
  const found = key === undefined ? [] : await db.select().from(messages).where(eq(messages.writtenAs, key)).orderBy(messages.id);
  return found.at(-1);
}

/** A colleague changes what a client was answered, where the client reads it. Refuses with `message.empty` and `message.final`. */
export async function correctAnswer(
  tx: Tx,
  { answer, text, by, now }: { answer: Answer; text: string; by: By; now: Instant },
): Promise<void> {
  const who = await refuseUnless(tx, by, 'client.write');
  const words = text.trim();
  if (words === '') throw new Refused('message.empty');
  if (isFinal(answer.channel)) throw new Refused('message.final');
  const [to] = await tx.select({ address: identities.address }).from(identities).where(eq(identities.id, answer.identityId));
  if (!to || answer.clientId === null) return;
  await rewriteMessage(tx, { line: answer, address: to.address, message: { text: signed(who?.name, answer, words) }, now });
  await tx.update(messages).set({ correctedAt: now }).where(eq(messages.id, answer.id));
  const { id: messageId, clientId, text: from } = answer;
  await record(tx, { type: 'client.answer-corrected', clientId, messageId, from, to: words }, by, now);
}

/** Under the name and the sign of a file that stood there before. */
function signed(name: string | undefined, { text }: Answer, words: string): string {
  const sign = /^(?:[^:\n]+: )?(📷|🎤|📎)(?: |$)/u.exec(text)?.[1];
  const said = [sign, words].filter(Boolean).join(' ');
  return name === undefined ? said : `${bold(name)}: ${said}`;
}
