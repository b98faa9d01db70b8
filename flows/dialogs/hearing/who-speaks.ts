import { and, eq } from 'drizzle-orm';
import { clients, identities } from '../../../db/schema/people.ts';
import { conversations } from '../../../db/schema/talk.ts';
import type { Instant } from '../../../db/schema/words.ts';
import type { Tx } from '../../../db/store.ts';
import { findByPhone } from '../../clients/find-by-phone.ts';
import { isPhone, keptPhone, phoneVariants } from '../../clients/phone-variants.ts';
import { searchable } from '../../clients/search.ts';
import { record } from '../../events.ts';
import { getShop } from '../../shop.ts';
import type { Identity } from '../dialog.ts';
import { findPerson } from './find-person.ts';
import type { Inbound, InboxContext, Person } from './inbound.ts';
import { isInvited, isTooLate } from './invitations.ts';

/** Whose address it is; a stranger's becomes known by this. */
export async function whoSpeaks(tx: Tx, inbound: Inbound, context: InboxContext): Promise<Person> {
  const person = (await findPerson(tx, inbound)) ?? (await meet(tx, inbound, context));
  return isFirstWord(inbound, person) ? ownAddress(tx, inbound, person, context) : person;
}

/** A number that was only written to until now: somebody gave it to us, and nobody knows who reads there. */
const isFirstWord = ({ address }: Inbound, { conversation, client, staff: colleague }: Person): boolean =>
  conversation.updatedAt === 0 && client !== null && !colleague && isPhone(address);

/** Whoever speaks from a number for the first time is the client whose number it is for certain, and not the one who said it. */
async function ownAddress(tx: Tx, inbound: Inbound, person: Person, { now }: InboxContext): Promise<Person> {
  const { client, identity } = person;
  const isTheirs = client?.phoneConfirmedAt != null && phoneVariants(inbound.address).includes(client.phone ?? '');
  if (isTheirs) return person;
  await becomeClient(tx, inbound, identity, now);
  return (await findPerson(tx, inbound)) ?? person;
}

/** A stranger's first contact: makes the address known, and a client of whoever does not come by an invitation. */
async function meet(tx: Tx, inbound: Inbound, { now, audience }: InboxContext): Promise<Person> {
  const [identity] = await tx
    .insert(identities)
    .values({ channel: inbound.channel, address: inbound.address, name: inbound.name ?? null, createdAt: now })
    .onConflictDoNothing()
    .returning();
  if (!identity) return meetConversation(tx, inbound);
  await tx.insert(conversations).values({ identityId: identity.id, updatedAt: now });
  const isNoClient = audience === 'staff' || (await isInvited(tx, inbound, identity, now)) || (await isTooLate(tx, inbound, now));
  if (!isNoClient) await becomeClient(tx, inbound, identity, now);
  const person = await findPerson(tx, inbound);
  if (!person) throw new Error('The person was not written');
  return person;
}

/** An address that was made for sending (SMS) and now speaks for the first time. */
async function meetConversation(tx: Tx, inbound: Inbound): Promise<Person> {
  const [identity] = await tx
    .select()
    .from(identities)
    .where(and(eq(identities.channel, inbound.channel), eq(identities.address, inbound.address)));
  if (!identity) throw new Error('The address vanished');
  await tx.insert(conversations).values({ identityId: identity.id, updatedAt: 0 }).onConflictDoNothing();
  const person = await findPerson(tx, inbound);
  if (!person) throw new Error('The person was not written');
  return person;
}

/** One who came too late for an invitation, and speaks after all. */
export async function orClient(tx: Tx, inbound: Inbound, { now, audience }: InboxContext, person: Person): Promise<Person> {
  if (person.client || person.staff || audience === 'staff') return person;
  await becomeClient(tx, inbound, person.identity, now);
  return (await findPerson(tx, inbound)) ?? person;
}

async function becomeClient(tx: Tx, inbound: Inbound, identity: Identity, now: Instant): Promise<void> {
  if (await isKnown(tx, inbound, identity, now)) return;
  const shop = await getShop(tx);
  const { name = null, language = shop.language, address } = inbound;
  const phone = isPhone(address) ? keptPhone(address) : null;
  const [client] = await tx
    .insert(clients)
    .values({ name, language, phone, phoneConfirmedAt: phone === null ? null : now, search: searchable(name, phone), createdAt: now })
    .returning({ id: clients.id });
  if (!client) throw new Error('The client was not written');
  await tx.update(identities).set({ clientId: client.id }).where(eq(identities.id, identity.id));
  await record(tx, { type: 'client.appeared', clientId: client.id, channel: inbound.channel }, { kind: 'client', id: client.id }, now);
}

/** Whether the number that somebody writes from is for certain that of a client whom we know from another channel: then it is the same person. */
async function isKnown(tx: Tx, { address, channel }: Inbound, identity: Identity, now: Instant): Promise<boolean> {
  const client = isPhone(address) ? await findByPhone(tx, address) : undefined;
  if (!client) return false;
  await tx.update(identities).set({ clientId: client.id }).where(eq(identities.id, identity.id));
  await record(tx, { type: 'client.connected', clientId: client.id, channel }, { kind: 'client', id: client.id }, now);
  return true;
}
