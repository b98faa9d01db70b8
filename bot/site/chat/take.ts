import { and, eq } from 'drizzle-orm';
import { identities } from '../../../db/schema/people.ts';
import { inbox, messages } from '../../../db/schema/talk.ts';
import type { Instant, Language } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import type { Doors, Received } from '../../channel.ts';
import type { Understood } from './acts.ts';
import { keepOwn } from './keep-own.ts';

/** Whose page it is. */
interface Writer {
  address: string;
  language: Language;
  /** As `deviceCode` gives it. */
  device: string;
}

/**
 * Hands over what a page sent, and only then shows it in the person's chat: what they see as sent was taken. When the process dies in
 * between, the page has no answer and repeats; the repeat changes nothing but puts the missing bubble where it belongs.
 */
export async function take(doors: Doors, { address, language, device }: Writer, { id, heard, own }: Understood): Promise<Received> {
  const at = doors.now();
  // Pages choose their ids without knowing of each other.
  const externalId = `${address}:${id}`;
  const received = await doors.receive({ channel: 'web', address, externalId, messageId: id, at, heard, language, device });
  if (!own) return received;
  const shown = { ...own, ...(own.text !== undefined && { text: (await findLine(doors.store.read, address, id)) ?? own.text }) };
  await keepOwn(doors.store, address, shown, (received.repeat && (await findTaken(doors.store.read, externalId))) || at);
  return received;
}

/** What the thread keeps of it: what is secret is not written down here either. Colleagues' words are no thread. */
async function findLine(db: Reader, address: string, id: string): Promise<string | undefined> {
  const [line] = await db
    .select({ text: messages.text })
    .from(messages)
    .innerJoin(identities, eq(identities.id, messages.identityId))
    .where(and(eq(messages.externalId, id), eq(messages.direction, 'in'), eq(identities.channel, 'web'), eq(identities.address, address)));
  return line?.text;
}

async function findTaken(db: Reader, externalId: string): Promise<Instant | undefined> {
  const taken = and(eq(inbox.channel, 'web'), eq(inbox.externalId, externalId));
  const [found] = await db.select({ at: inbox.receivedAt }).from(inbox).where(taken);
  return found?.at;
}
