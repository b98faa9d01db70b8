import type { Instant } from '../../../db/schema/words.ts';
import type { Tx } from '../../../db/store.ts';
import { record } from '../../events.ts';
import { sendMessage } from '../../messages/send-message.ts';
import { getShop, type Shop } from '../../shop.ts';
import { joinStaff } from '../../staff/join-staff.ts';
import { endedByHand } from '../../staff/seat.ts';
import { isSpentInvite } from '../../staff/spent-invite.ts';
import { textsIn } from '../../texts/texts.ts';
import type { Identity } from '../dialog.ts';
import { findPerson } from './find-person.ts';
import type { Inbound, Person, Received } from './inbound.ts';

/** Whether this is somebody opening an invitation: then the address becomes a colleague's. */
export async function isInvited(tx: Tx, { heard }: Inbound, identity: Identity, now: Instant): Promise<boolean> {
  return (
    heard.kind === 'start' &&
    heard.payload !== '' &&
    (await joinStaff(tx, { code: heard.payload, identityId: identity.id, now })) !== undefined
  );
}

/** Opening an invitation on an address that is known already makes it a colleague's too. */
export async function joined(tx: Tx, inbound: Inbound, person: Person, now: Instant): Promise<Person | undefined> {
  const alreadyIn = person.staff && person.staff.removedAt === null && person.identity.closedWhy !== endedByHand;
  if (alreadyIn || !(await isInvited(tx, inbound, person.identity, now))) return undefined;
  return findPerson(tx, inbound);
}

/** Whether somebody opens an invitation that lets nobody in any more. */
export const isTooLate = async (tx: Tx, { heard }: Inbound, now: Instant): Promise<boolean> =>
  heard.kind === 'start' && heard.payload !== '' && (await isSpentInvite(tx, heard.payload, now));

export async function sayTooLate(tx: Tx, inbound: Inbound, { identity, client }: Person, now: Instant): Promise<Received> {
  const text = textsIn(client?.language ?? inbound.language ?? (await getShop(tx)).language).engine.inviteSpent;
  await sendMessage(tx, { to: identity, message: { text }, clientId: client?.id, now });
  return { repeat: false };
}

/** One who has left, or a stranger at the door of the staff. */
export async function sendAway(tx: Tx, inbound: Inbound, { identity, staff: former }: Person, shop: Shop, now: Instant): Promise<Received> {
  if (inbound.heard.kind === 'edited' || inbound.heard.kind === 'reaction') return { repeat: false };
  const { noAccess } = textsIn(former?.language ?? inbound.language ?? shop.language).engine;
  if (former)
    await record(tx, { type: 'access.denied', staffId: former.id, what: inbound.heard.kind }, { kind: 'staff', id: former.id }, now);
  if (inbound.heard.kind === 'button') return { repeat: false, toast: noAccess };
  await sendMessage(tx, { to: identity, message: { text: noAccess }, farewell: true, now });
  return { repeat: false };
}
