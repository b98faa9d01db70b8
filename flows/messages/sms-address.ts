import { and, eq } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Message } from '../../notifications/message.ts';
import type { Identity } from '../dialogs/dialog.ts';

/** A number as an address of its own; made when it is first written to. */
export async function smsAddress(tx: Tx, { clientId, phone, now }: { clientId: number; phone: string; now: Instant }): Promise<Identity> {
  await tx.insert(identities).values({ channel: 'sms', address: phone, clientId, createdAt: now }).onConflictDoNothing();
  const [identity] = await tx
    .select()
    .from(identities)
    .where(and(eq(identities.channel, 'sms'), eq(identities.address, phone)));
  if (!identity) throw new Error('The number was not written');
  return identity;
}

/** By SMS a number answers: the number's conversation must know what 1, 2 and 3 mean. Nobody has been heard there by that. */
export async function rememberMenu(tx: Tx, identityId: number, message: Message): Promise<void> {
  const menu = (message.buttons ?? []).flat().flatMap(({ label, data }) => (data ? [{ label, data }] : []));
  if (menu.length === 0) return;
  const known = { identityId, menu, updatedAt: 0 };
  await tx.insert(conversations).values(known).onConflictDoUpdate({ target: conversations.identityId, set: { menu } });
}
