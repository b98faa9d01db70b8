import { and, eq } from 'drizzle-orm';
import { identities } from '../db/schema/people.ts';
import type { Instant } from '../db/schema/words.ts';
import type { Tx } from '../db/store.ts';
import type { Identity, Staff } from '../flows/dialogs/dialog.ts';
import { identitiesOfStaff } from '../flows/messages/reach.ts';
import { sendMessage } from '../flows/messages/send-message.ts';
import { staffWithRole } from '../flows/staff/find-staff.ts';
import { type Texts, textsIn } from '../flows/texts/texts.ts';

interface Alarm {
  /** What it is about; a channel that is broken tells nobody. */
  about: string;
  /** Channels that are on. */
  channels: ReadonlySet<string>;
  write(t: Texts): string;
  now: Instant;
}

/** Tells every owner, on each of their addresses but those of the channel in question; by SMS when there is no other. */
export async function tellOwners(tx: Tx, { about, channels, write, now }: Alarm): Promise<void> {
  for (const owner of await staffWithRole(tx, 'owner')) {
    const usable = (await identitiesOfStaff(tx, owner.id)).filter(({ channel }) => channel !== about && channels.has(channel));
    const phone = usable.length === 0 && about !== 'sms' && channels.has('sms') ? await phoneAddress(tx, owner, now) : undefined;
    for (const to of phone ? [phone] : usable) await sendMessage(tx, { to, message: { text: write(textsIn(owner.language)) }, now });
  }
}

/** The owner's own telephone as an address; undefined when there is none, or it is known as a client's. */
async function phoneAddress(tx: Tx, { id, phone }: Staff, now: Instant): Promise<Identity | undefined> {
  if (phone === null) return undefined;
  await tx.insert(identities).values({ channel: 'sms', address: phone, staffId: id, createdAt: now }).onConflictDoNothing();
  const [found] = await tx
    .select()
    .from(identities)
    .where(and(eq(identities.channel, 'sms'), eq(identities.address, phone)));
  return found?.staffId === id && found.closedAt === null ? found : undefined;
}
