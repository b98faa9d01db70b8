import { and, eq, sql } from 'drizzle-orm';
import { slot } from '../../db/rows.ts';
import { clients, identities, staff } from '../../db/schema/people.ts';
import { attachments, conversations, inbox, messages } from '../../db/schema/talk.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import type { Heard } from '../../notifications/message.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { findByPhone } from '../clients/find-by-phone.ts';
import { optIn, optOut } from '../clients/opt-out.ts';
import { isPhone, keptPhone, phoneVariants } from '../clients/phone-variants.ts';
import { searchable } from '../clients/search.ts';
import { record } from '../events.ts';
import { sendMessage } from '../messages/send-message.ts';
import { refreshCards } from '../orders/card.ts';
import type { Refused } from '../refused.ts';
import { getShop, type Shop } from '../shop.ts';
import { joinStaff } from '../staff/join-staff.ts';
import { isSpentInvite } from '../staff/spent-invite.ts';
import { textsIn } from '../texts/texts.ts';
import type { Client, ClientTurn, Conversation, Identity, Staff, StaffTurn, Turn } from './dialog.ts';
import { type Repertoire, repeatQuestion, takeStep } from './engine.ts';
import { clientTurn, type OpenTurn, staffTurn } from './turn.ts';

/** One update of any platform, made neutral. `externalId` is unique within the channel: a repeat carries the same. */
export interface Inbound {
  channel: string;
  address: string;
  externalId: string;
  /** The platform's id of the message, so that a later reply to it can be matched. */
  messageId?: string;
  at: Instant;
  heard: Heard;
  name?: string;
  language?: Language;
  /** The channel has no buttons: choices are shown as a numbered menu and answered by number. */
  numbered?: boolean;
  /** The channel shows at most so many choices at once: longer lists come page by page. */
  atMost?: number;
  /** There is no button to begin with: a greeting is a beginning. */
  greeted?: boolean;
  /** The update as it came; kept only when it could not be handled. */
  raw?: unknown;
}

/** What came of an update: committed before this is returned. `toast` is a short sentence for the press. */
export interface Received {
  repeat: boolean;
  toast?: string;
}

export interface Repertoires {
  customer: Repertoire<ClientTurn>;
  staff: Repertoire<StaffTurn>;
}

/** Who talks on a channel: on one of the staff a stranger is sent away, elsewhere a stranger becomes a client. */
export type Audience = 'clients' | 'staff' | 'both';

interface Ear {
  now: Instant;
  audience: Audience;
  repertoires: Repertoires;
}

interface Person {
  identity: Identity;
  conversation: Conversation;
  client: Client | null;
  staff: Staff | null;
}

/**
 * Takes one update inside its transaction: whose address it is, whether it is a repeat, one step of the conversation, the replies.
 * Throws `Refused` when the business says no; then `hearRefusal` in a transaction of its own answers.
 */
export async function hear(tx: Tx, inbound: Inbound, ear: Ear): Promise<Received> {
  const person = await whoSpeaks(tx, inbound, ear);
  if (!(await isNew(tx, inbound, person))) return { repeat: true };
  return converse(tx, inbound, ear, person, (turn, repertoire) => takeStep(turn, repertoire));
}

/** Answers an update that the business refused: the sentence, the present card, the open question again. */
export async function hearRefusal(tx: Tx, inbound: Inbound, ear: Ear, refused: Refused): Promise<Received> {
  const person = await whoSpeaks(tx, inbound, ear);
  if (!(await isNew(tx, inbound, person))) return { repeat: true };
  return converse(tx, inbound, ear, person, async (turn, repertoire) => {
    turn.toast(turn.t.refused[refused.code](refused.details, turn.f));
    if (refused.code.startsWith('access.') && turn.by.kind === 'staff' && turn.by.id) {
      await record(tx, { type: 'access.denied', staffId: turn.by.id, what: deniedWhat(inbound.heard) }, turn.by, ear.now);
    }
    if (refused.details.orderId) await refreshCards(tx, refused.details.orderId, ear.now);
    await repeatQuestion(turn, repertoire);
  });
}

/** What was tried, without what was typed: the dialog of a button, else the kind of update. */
const deniedWhat = (heard: Heard): string => (heard.kind === 'button' ? heard.data.split('~').slice(1, -1).join(' ') : heard.kind);

/** Keeps an update that could not be handled, raw and with the reason, and tells the person that someone will look. */
export async function keepFailure(tx: Tx, inbound: Inbound, ear: Ear, failure: string): Promise<Received> {
  const person = await whoSpeaks(tx, inbound, ear);
  const [row] = await tx
    .insert(inbox)
    .values({ ...keyOf(inbound), identityId: person.identity.id, receivedAt: ear.now, failure, raw: rawOf(inbound, ear, person) })
    .onConflictDoNothing()
    .returning({ id: inbox.id });
  if (!row) return { repeat: true };
  const language = person.staff?.language ?? person.client?.language ?? inbound.language ?? (await getShop(tx)).language;
  await sendMessage(tx, {
    to: person.identity,
    message: { text: textsIn(language).engine.failed },
    now: ear.now,
    clientId: person.client?.id,
  });
  await record(tx, { type: 'update.failed', channel: inbound.channel, inboxId: row.id }, { kind: 'system' }, ear.now);
  return { repeat: false };
}

/** The update as it came, unless a word of it is secret. */
const rawOf = ({ heard, raw }: Inbound, ear: Ear, person: Person): unknown =>
  secretWords(heard, ear, person) === undefined ? (raw ?? heard) : { kind: heard.kind };

/** What stands in the thread instead of words that are nobody's but the client's and the order's. */
function secretWords(heard: Heard, { repertoires }: Ear, { conversation, client }: Person): string | undefined {
  if (heard.kind !== 'text' || !client || conversation.withPerson) return undefined;
  const step = repertoires.customer.dialogs.get(conversation.dialog ?? '')?.steps?.[conversation.step ?? ''];
  return step?.secret?.(textsIn(client.language));
}

const keyOf = ({ channel, externalId }: Inbound) => ({ channel, externalId });

const personAt = statement('person_at', (db: Reader) =>
  db
    .select({ identity: identities, conversation: conversations, client: clients, staff })
    .from(identities)
    .innerJoin(conversations, eq(conversations.identityId, identities.id))
    .leftJoin(clients, eq(clients.id, identities.clientId))
    .leftJoin(staff, eq(staff.id, identities.staffId))
    .where(and(eq(identities.channel, sql.placeholder('channel')), eq(identities.address, sql.placeholder('address')))),
);

async function findPerson(tx: Tx, { channel, address }: Inbound): Promise<Person | undefined> {
  const [found] = await personAt(tx, { channel, address });
  return found;
}

/** Whose address it is; a stranger's becomes known by this. */
async function whoSpeaks(tx: Tx, inbound: Inbound, ear: Ear): Promise<Person> {
  const person = (await findPerson(tx, inbound)) ?? (await meet(tx, inbound, ear));
  return isFirstWord(inbound, person) ? ownAddress(tx, inbound, person, ear) : person;
}

/** A number that was only written to until now: somebody gave it to us, and nobody knows who reads there. */
const isFirstWord = ({ address }: Inbound, { conversation, client, staff: colleague }: Person): boolean =>
  conversation.updatedAt === 0 && client !== null && !colleague && isPhone(address);

/** Whoever speaks from a number for the first time is the client whose number it is for certain, and not the one who said it. */
async function ownAddress(tx: Tx, inbound: Inbound, person: Person, { now }: Ear): Promise<Person> {
  const { client, identity } = person;
  const isTheirs = client?.phoneConfirmedAt != null && phoneVariants(inbound.address).includes(client.phone ?? '');
  if (isTheirs) return person;
  await becomeClient(tx, inbound, identity, now);
  return (await findPerson(tx, inbound)) ?? person;
}

/** A stranger's first contact: makes the address known, and a client of whoever does not come by an invitation. */
async function meet(tx: Tx, inbound: Inbound, { now, audience }: Ear): Promise<Person> {
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
async function orClient(tx: Tx, inbound: Inbound, { now, audience }: Ear, person: Person): Promise<Person> {
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

/** Whether this is somebody opening an invitation: then the address becomes a colleague's. */
async function isInvited(tx: Tx, { heard }: Inbound, identity: Identity, now: Instant): Promise<boolean> {
  return (
    heard.kind === 'start' &&
    heard.payload !== '' &&
    (await joinStaff(tx, { code: heard.payload, identityId: identity.id, now })) !== undefined
  );
}

const addInbox = statement('inbox_add', (tx: Tx) =>
  tx
    .insert(inbox)
    .values({
      channel: sql.placeholder('channel'),
      externalId: sql.placeholder('externalId'),
      identityId: sql.placeholder('identityId'),
      receivedAt: sql.placeholder('receivedAt'),
    })
    .onConflictDoNothing()
    .returning({ id: inbox.id }),
);

/** Writes the update's own number; false for a repeat, which ends here. */
async function isNew(tx: Tx, inbound: Inbound, { identity }: Person): Promise<boolean> {
  const written = await addInbox(tx, { ...keyOf(inbound), identityId: identity.id, receivedAt: inbound.at });
  return written.length > 0;
}

/** A person mended an earlier message: nothing to answer; what it said was taken when it came. */
const isCorrection = (heard: Heard): boolean => heard.kind === 'other' && heard.what === 'edited';

/** "Start" from somebody who never said "stop" is a hello. */
const isBeginning = (heard: Heard, { closedAt }: Identity): boolean => heard.kind === 'resume' && !heard.byPlatform && closedAt === null;

type Act = <T extends Turn>(turn: T, repertoire: Repertoire<T>) => Promise<void>;

async function converse(tx: Tx, inbound: Inbound, ear: Ear, known: Person, act: Act): Promise<Received> {
  const { now, repertoires } = ear;
  if (isBeginning(inbound.heard, known.identity))
    return converse(tx, { ...inbound, heard: { kind: 'start', payload: '' } }, ear, known, act);
  const consent = await hearConsent(tx, inbound, ear, known);
  if (consent) return consent;
  if (known.identity.closedAt !== null && known.identity.closedWhy !== 'opted-out') await reopen(tx, known.identity);
  if (inbound.heard.kind === 'unblocked' || isCorrection(inbound.heard)) return { repeat: false };

  const guest = (await joined(tx, inbound, known, now)) ?? known;
  if (!guest.staff && (await isTooLate(tx, inbound, now))) return sayTooLate(tx, inbound, guest, now);
  const person = await orClient(tx, inbound, ear, guest);
  const { identity, conversation } = person;
  const shop = await getShop(tx);
  const messageId = await keepLine(tx, inbound, ear, person);
  const attachmentId = await keepFile(tx, inbound, person, messageId, now);
  const scene = {
    tx,
    now,
    shop,
    identity,
    conversation,
    heard: inbound.heard,
    messageId,
    attachmentId,
    numbered: inbound.numbered ?? false,
    atMost: inbound.atMost,
    greeted: inbound.greeted ?? false,
  };

  if (person.staff && person.staff.removedAt === null) return step(tx, staffTurn(scene, person.staff), repertoires.staff, act, now);
  if (person.client && !person.staff) return step(tx, clientTurn(scene, person.client), repertoires.customer, act, now);
  return sendAway(tx, inbound, person, shop, now);
}

async function step<T extends Turn>(tx: Tx, open: OpenTurn<T>, repertoire: Repertoire<T>, act: Act, now: Instant): Promise<Received> {
  await act(open.turn, repertoire);
  const toast = await open.flush();
  await saveConversation(tx, open.turn.conversation, now);
  return { repeat: false, ...(toast !== undefined && { toast }) };
}

/** Opening an invitation on an address that is known already makes it a colleague's too. */
async function joined(tx: Tx, inbound: Inbound, person: Person, now: Instant): Promise<Person | undefined> {
  const alreadyIn = person.staff && person.staff.removedAt === null;
  if (alreadyIn || !(await isInvited(tx, inbound, person.identity, now))) return undefined;
  return findPerson(tx, inbound);
}

/** Hears whether we may write here; undefined when that was not what was said. */
async function hearConsent(tx: Tx, inbound: Inbound, { now }: Ear, person: Person): Promise<Received | undefined> {
  const { heard } = inbound;
  const { identity } = person;
  if (heard.kind === 'blocked') return close(tx, identity, now);
  if (heard.kind !== 'stop' && heard.kind !== 'resume') return undefined;
  if (heard.kind === 'stop') await optOut(tx, { identity, byPlatform: heard.byPlatform, now });
  else await optIn(tx, { identity, now });
  // What the platform answers by itself is not answered twice.
  if (heard.byPlatform) return { repeat: false };
  const t = textsIn(person.client?.language ?? inbound.language ?? (await getShop(tx)).language).customer;
  const text = heard.kind === 'stop' ? t.stopped : t.resumed;
  await sendMessage(tx, {
    to: identity,
    message: { text },
    clientId: identity.clientId ?? undefined,
    farewell: heard.kind === 'stop',
    now,
  });
  return { repeat: false };
}

async function close(tx: Tx, identity: Identity, now: Instant): Promise<Received> {
  await tx.update(identities).set({ closedAt: now, closedWhy: 'blocked' }).where(eq(identities.id, identity.id));
  if (identity.clientId !== null) {
    const event = { type: 'client.unreachable', clientId: identity.clientId, channel: identity.channel, why: 'blocked' } as const;
    await record(tx, event, { kind: 'client', id: identity.clientId }, now);
  }
  return { repeat: false };
}

async function reopen(tx: Tx, identity: Identity): Promise<void> {
  await tx.update(identities).set({ closedAt: null, closedWhy: null }).where(eq(identities.id, identity.id));
}

/** Whether somebody opens an invitation that lets nobody in any more. */
const isTooLate = async (tx: Tx, { heard }: Inbound, now: Instant): Promise<boolean> =>
  heard.kind === 'start' && heard.payload !== '' && (await isSpentInvite(tx, heard.payload, now));

async function sayTooLate(tx: Tx, inbound: Inbound, { identity, client }: Person, now: Instant): Promise<Received> {
  const text = textsIn(client?.language ?? inbound.language ?? (await getShop(tx)).language).engine.inviteSpent;
  await sendMessage(tx, { to: identity, message: { text }, clientId: client?.id, now });
  return { repeat: false };
}

/** One who has left, or a stranger at the door of the staff. */
async function sendAway(tx: Tx, inbound: Inbound, { identity, staff: former }: Person, shop: Shop, now: Instant): Promise<Received> {
  const { noAccess } = textsIn(former?.language ?? inbound.language ?? shop.language).engine;
  if (former)
    await record(tx, { type: 'access.denied', staffId: former.id, what: inbound.heard.kind }, { kind: 'staff', id: former.id }, now);
  if (inbound.heard.kind === 'button') return { repeat: false, toast: noAccess };
  await sendMessage(tx, { to: identity, message: { text: noAccess }, now });
  return { repeat: false };
}

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
async function keepLine(tx: Tx, inbound: Inbound, ear: Ear, person: Person): Promise<number | undefined> {
  const { identity, conversation, client, staff: colleague } = person;
  const text = secretWords(inbound.heard, ear, person) ?? lineOf(inbound.heard, conversation);
  if (!client || colleague || text === undefined) return undefined;
  const ids = { channel: inbound.channel, identityId: identity.id, clientId: client.id, externalId: inbound.messageId ?? null };
  const [line] = await addLine(tx, { ...ids, text, at: inbound.at });
  return line?.id;
}

function lineOf(heard: Heard, conversation: Conversation): string | undefined {
  if (heard.kind === 'text') return heard.forwardedFrom ? `↪ ${heard.forwardedFrom}: ${heard.text}` : heard.text;
  if (heard.kind === 'button') return `▸ ${conversation.menu.find(({ data }) => data === heard.data)?.label ?? '•'}`;
  if (heard.kind === 'file') return `📎 ${heard.file.name ?? heard.file.kind} ${heard.caption}`.trim();
  if (heard.kind === 'place') return `📍 ${heard.latitude}, ${heard.longitude} ${heard.title ?? ''}`.trim();
  if (heard.kind === 'contact') return `☎ ${heard.name ?? ''} ${heard.phone}`;
  if (heard.kind === 'start') return `/start ${heard.payload}`.trim();
  return heard.kind === 'other' ? `(${heard.what})` : undefined;
}

/** Remembers a sent file and asks the worker to fetch its bytes. */
async function keepFile(
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

const updateConversation = statement('conversation_save', (tx: Tx) =>
  tx
    .update(conversations)
    .set({
      dialog: slot(conversations.dialog, 'dialog'),
      step: slot(conversations.step, 'step'),
      draft: slot(conversations.draft, 'draft'),
      answers: slot(conversations.answers, 'answers'),
      paused: slot(conversations.paused, 'paused'),
      version: slot(conversations.version, 'version'),
      withPerson: slot(conversations.withPerson, 'withPerson'),
      menu: slot(conversations.menu, 'menu'),
      updatedAt: slot(conversations.updatedAt, 'updatedAt'),
    })
    .where(eq(conversations.id, sql.placeholder('id'))),
);

/** Writes a conversation back. Its row is always written, so two updates of one address at once cannot both believe the old state. */
export async function saveConversation(tx: Tx, conversation: Conversation, now: Instant): Promise<void> {
  await updateConversation(tx, { ...conversation, updatedAt: now });
}
