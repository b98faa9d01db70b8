import { and, eq, sql } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { type Reader, statement } from '../../db/store.ts';
import { hours, minutes } from '../../notifications/time.ts';

/** Where free words are taken only for so long after the person's last: later only forms that the platform has approved. */
const windows: Readonly<Record<string, number>> = { whatsapp: hours(24) };

/** What is on its way when the window shuts would be lost. */
const margin = minutes(1);

const heardAt = statement('window_heard_at', (db: Reader) =>
  db
    .select({ at: conversations.updatedAt })
    .from(identities)
    .innerJoin(conversations, eq(conversations.identityId, identities.id))
    .where(and(eq(identities.channel, sql.placeholder('channel')), eq(identities.address, sql.placeholder('address')))),
);

/** Until when free words reach this address: `undefined` is for ever, 0 is not at all. */
export async function windowUntil(db: Reader, to: { channel: string; address: string }): Promise<Instant | undefined> {
  const length = windows[to.channel];
  if (length === undefined) return undefined;
  const [last] = await heardAt(db, { channel: to.channel, address: to.address });
  return last === undefined || last.at === 0 ? 0 : last.at + length - margin;
}

/** Whether free words reach this address now. */
export async function windowIsOpen(db: Reader, to: { channel: string; address: string }, now: Instant): Promise<boolean> {
  const until = await windowUntil(db, to);
  return until === undefined || now < until;
}
