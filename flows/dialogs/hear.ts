import { sql } from 'drizzle-orm';
import { inbox } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { statement, type Tx } from '../../db/store.ts';
import type { Heard } from '../../notifications/message.ts';
import { record } from '../events.ts';
import { sendMessage } from '../messages/send-message.ts';
import { refreshCards } from '../orders/card.ts';
import type { Refused } from '../refused.ts';
import { getShop } from '../shop.ts';
import { endedByHand } from '../staff/seat.ts';
import { textsIn } from '../texts/texts.ts';
import type { Identity, Turn } from './dialog.ts';
import { type Repertoire, repeatQuestion, takeStep } from './engine.ts';
import { hearConsent, reopen } from './hearing/consent.ts';
import type { Inbound, InboxContext, Person, Received } from './hearing/inbound.ts';
import { isTooLate, joined, sayTooLate, sendAway } from './hearing/invitations.ts';
import { keepFile, keepLine, secretWords } from './hearing/keep-line.ts';
import { saveConversation } from './hearing/save-conversation.ts';
import { orClient, whoSpeaks } from './hearing/who-speaks.ts';
import { clientTurn, type OpenTurn, staffTurn } from './turn.ts';

/**
 * Takes one update inside its transaction: whose address it is, whether it is a repeat, one step of the conversation, the replies.
 * Throws `Refused` when the business says no; then `hearRefusal` in a transaction of its own answers.
 */
export async function hear(tx: Tx, inbound: Inbound, context: InboxContext): Promise<Received> {
  const person = await whoSpeaks(tx, inbound, context);
  if (!(await isNew(tx, inbound, person))) return { repeat: true };
  return converse(tx, inbound, context, person, (turn, repertoire) => takeStep(turn, repertoire));
}

/** Answers an update that the business refused: the sentence, the present card, the open question again. */
export async function hearRefusal(tx: Tx, inbound: Inbound, context: InboxContext, refused: Refused): Promise<Received> {
  const person = await whoSpeaks(tx, inbound, context);
  if (!(await isNew(tx, inbound, person))) return { repeat: true };
  return converse(tx, inbound, context, person, async (turn, repertoire) => {
    turn.toast(turn.t.refused[refused.code](refused.details, turn.f));
    if (refused.code.startsWith('access.') && turn.by.kind === 'staff' && turn.by.id) {
      await record(tx, { type: 'access.denied', staffId: turn.by.id, what: deniedWhat(inbound.heard) }, turn.by, context.now);
    }
    if (refused.details.orderId) await refreshCards(tx, refused.details.orderId, context.now);
    await repeatQuestion(turn, repertoire);
  });
}

/** What was tried, without what was typed: the dialog of a button, else the kind of update. */
const deniedWhat = (heard: Heard): string => (heard.kind === 'button' ? heard.data.split('~').slice(1, -1).join(' ') : heard.kind);

/** Keeps an update that could not be handled, raw and with the reason, and tells the person that someone will look. */
export async function keepFailure(tx: Tx, inbound: Inbound, context: InboxContext, failure: string): Promise<Received> {
  const person = await whoSpeaks(tx, inbound, context);
  const [row] = await tx
    .insert(inbox)
    .values({ ...keyOf(inbound), identityId: person.identity.id, receivedAt: context.now, failure, raw: rawOf(inbound, context, person) })
    .onConflictDoNothing()
    .returning({ id: inbox.id });
  if (!row) return { repeat: true };
  const language = person.staff?.language ?? person.client?.language ?? inbound.language ?? (await getShop(tx)).language;
  await sendMessage(tx, {
    to: person.identity,
    message: { text: textsIn(language).engine.failed },
    now: context.now,
    clientId: person.client?.id,
  });
  await record(tx, { type: 'update.failed', channel: inbound.channel, inboxId: row.id }, { kind: 'system' }, context.now);
  return { repeat: false };
}

/** The update as it came, unless a word of it is secret. */
const rawOf = ({ heard, raw }: Inbound, context: InboxContext, person: Person): unknown =>
  secretWords(heard, context, person) === undefined ? (raw ?? heard) : { kind: heard.kind };

const keyOf = ({ channel, externalId }: Inbound) => ({ channel, externalId });

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

/** "Start" from somebody who never said "stop" is a hello. */
const isBeginning = (heard: Heard, { closedAt }: Identity): boolean => heard.kind === 'resume' && !heard.byPlatform && closedAt === null;

type Act = <T extends Turn>(turn: T, repertoire: Repertoire<T>) => Promise<void>;

async function converse(tx: Tx, inbound: Inbound, context: InboxContext, known: Person, act: Act): Promise<Received> {
  const { now, repertoires } = context;
  if (isBeginning(inbound.heard, known.identity))
    return converse(tx, { ...inbound, heard: { kind: 'start', payload: '' } }, context, known, act);
  const consent = await hearConsent(tx, inbound, context, known);
  if (consent) return consent;
  const hasEnded = known.identity.closedWhy === endedByHand;
  if (known.identity.closedAt !== null && known.identity.closedWhy !== 'opted-out' && !hasEnded) await reopen(tx, known.identity);
  if (inbound.heard.kind === 'unblocked') return { repeat: false };

  const guest = (await joined(tx, inbound, known, now)) ?? known;
  if (guest.identity.closedWhy === endedByHand) return sendAway(tx, inbound, guest, await getShop(tx), now);
  if (!guest.staff && (await isTooLate(tx, inbound, now))) return sayTooLate(tx, inbound, guest, now);
  const person = await orClient(tx, inbound, context, guest);
  const { identity, conversation } = person;
  const shop = await getShop(tx);
  const messageId = await keepLine(tx, inbound, context, person);
  const attachmentId = await keepFile(tx, inbound, person, messageId, now);
  const scene = {
    tx,
    now,
    shop,
    identity,
    conversation,
    heard: inbound.heard,
    heardAs: inbound.messageId,
    messageId,
    attachmentId,
    numbered: inbound.numbered ?? false,
    atMost: inbound.atMost,
    greeted: inbound.greeted ?? false,
    device: inbound.device,
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
