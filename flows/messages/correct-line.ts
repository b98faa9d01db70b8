import { and, eq, sql } from 'drizzle-orm';
import { identities, staff } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import type { Message } from '../../notifications/message.ts';
import { type By, record } from '../events.ts';
import { indexLine } from '../search/feed-index.ts';
import { textsIn } from '../texts/texts.ts';
import { rewriteMessage } from './rewrite-message.ts';

type Line = typeof messages.$inferSelect;

const lineAt = statement('line_at', (db: Reader) =>
  db
    .select()
    .from(messages)
    .where(
      sql`${messages.externalId} = ${sql.placeholder('externalId')} and ${messages.identityId} = ${sql.placeholder('identityId')} and ${messages.direction} = 'in'`,
    ),
);

/** What a person wrote, by the platform's id of it; undefined when it is in no thread. */
export async function findWritten(db: Reader, identityId: number, externalId: string | undefined): Promise<Line | undefined> {
  const [line] = externalId === undefined ? [] : await lineAt(db, { identityId, externalId });
  return line;
}

interface CorrectLine {
  line: Line;
  /** As the thread shows it. */
  text: string;
  /** What colleagues were shown of it, and what they are shown now. */
  was: string;
  is: string;
  by: By;
  now: Instant;
}

/** A client's line says something else now: it does so in the thread, and in the notices that colleagues got. Answers how many there are of those. */
export async function correctLine(tx: Tx, { line, text, was, is, by, now }: CorrectLine): Promise<number> {
  await tx.update(messages).set({ text, correctedAt: now }).where(eq(messages.id, line.id));
  await indexLine(tx, line.id, text);
  const from = line.text;
  if (line.clientId !== null)
    await record(tx, { type: 'client.corrected', clientId: line.clientId, messageId: line.id, from, to: text }, by, now);
  const notices = await noticesOf(tx, line.id);
  for (const { notice, address, language } of notices) {
    const { corrected } = textsIn(language).staff;
    const message = { ...(notice.shown as unknown as Message) };
    message.text = replaced(message.text, [corrected(was), was], corrected(is));
    await tx
      .update(messages)
      .set({ shown: { ...message } })
      .where(eq(messages.id, notice.id));
    await rewriteMessage(tx, { line: notice, address, message, now });
  }
  return notices.length;
}

const noticesOf = (tx: Tx, lineId: number) =>
  tx
    .select({ notice: messages, address: identities.address, language: staff.language })
    .from(messages)
    .innerJoin(identities, eq(identities.id, messages.identityId))
    .innerJoin(staff, eq(staff.id, identities.staffId))
    .where(and(eq(messages.aboutId, lineId)));

/** The new words in the place of the first of the old ones that is there; below everything when none is. */
function replaced(text: string, old: string[], words: string): string {
  const found = old.find((each) => each !== '' && text.includes(each));
  return found === undefined ? `${text}\n${words}` : text.replace(found, () => words);
}
