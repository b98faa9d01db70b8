import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { slot } from '../../db/rows.ts';
import { identities } from '../../db/schema/people.ts';
import { attachments, messages } from '../../db/schema/talk.ts';
import type { Instant, MessageState } from '../../db/schema/words.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { Message } from '../../notifications/message.ts';
import { mayHaveHappened, type OutboxRow } from '../../notifications/outbox.ts';
import { holdBack, waitForTurn } from '../../notifications/pace.ts';
import type { Outgoing, Sender } from '../../notifications/sender.ts';
import { hours } from '../../notifications/time.ts';
import type { Outcome, World } from '../../notifications/worker.ts';
import { record } from '../events.ts';
import { drawn } from './draw-qr.ts';
import { goOn } from './go-on.ts';
import { spend, unspend } from './spend.ts';

const payloadSchema = z.object({
  identityId: z.number(),
  address: z.string(),
  messageId: z.number(),
  message: z.custom<Message>((value) => typeof value === 'object' && value !== null),
  replaces: z.string().optional(),
  /** The line whose shown message is rewritten; it may still have been on its way when this was put into the outbox. */
  rewrites: z.number().optional(),
  uselessAfter: z.number().optional(),
  once: z.boolean().optional(),
  attachmentId: z.number().optional(),
  farewell: z.boolean().optional(),
});
type Payload = z.infer<typeof payloadSchema>;

const answerLost = 'answer lost';

/** The errand `message`: sends one message and writes down what became of it. After a crash it goes again, silently, unless it must not come twice. */
export async function deliver(row: OutboxRow, world: World): Promise<Outcome> {
  const given = payloadSchema.parse(row.payload);
  const shown = given.rewrites === undefined ? undefined : await shownAs(world.store.read, given.rewrites);
  if (given.rewrites !== undefined && shown === undefined) return { result: 'skipped', reason: 'never shown' };
  const payload = shown === undefined ? given : { ...given, replaces: shown };
  const sender = world.senders.get(row.channel ?? '');
  if (!sender) return notSent(payload, 'channel-off', world.now());
  const why = payload.farewell ? undefined : await closedWhy(world.store.read, payload.identityId);
  if (why !== undefined) return notSent(payload, `closed: ${why}`, world.now());
  if (payload.uselessAfter !== undefined && world.now() > payload.uselessAfter) return skipped(payload, 'late');

  const file = await fileOf(world.store.read, payload);
  if (file === 'lost' || (file === 'coming' && world.now() > row.createdAt + hours(1)))
    return failed(payload, sender.name, new ChannelError('The file could not be fetched', 'never'), world.now());
  if (file === 'coming') return { again: world.now() + 1000, reason: 'the file is still coming in' };

  const outgoing = outgoingOf(row, { ...payload, message: { ...payload.message, ...file } });
  if (outgoing.silent) {
    if (payload.once) return uncertain(payload, world.now());
    const earlier = await sender.wasSent?.(outgoing);
    if (earlier) return sent(payload, earlier.externalId);
  }
  const limit = await limitOf(sender, payload, outgoing.message, world);
  if (limit) return notSent(payload, `limit: ${limit}`, world.now());
  await waitForTurn(sender, world.ending);
  const message = await drawn(outgoing.message, world.files);
  return attempt(sender, { ...outgoing, message }, payload, world.now);
}

async function attempt(sender: Sender, outgoing: Outgoing, payload: Payload, now: () => Instant): Promise<Outcome> {
  try {
    const { externalId } = await sender.send(outgoing);
    return sent(payload, externalId);
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    if (error.wholeChannel && error.retryAfterMs !== undefined) holdBack(sender.name, error.retryAfterMs);
    if (error.verdict === 'later') throw error;
    if (error.verdict === 'never') return failed(payload, sender.name, error, now());
    if (payload.once) return uncertain(payload, now());
    return { again: now() + 2000, reason: answerLost };
  }
}

/** The platform's id of a message that has been sent. */
async function shownAs(db: Reader, lineId: number): Promise<string | undefined> {
  const [line] = await db.select({ externalId: messages.externalId }).from(messages).where(eq(messages.id, lineId));
  return line?.externalId ?? undefined;
}

/** Which of the owner's limits forbids a message that costs money. */
async function limitOf(sender: Sender, { messageId, identityId }: Payload, message: Message, world: World): Promise<string | undefined> {
  const parts = sender.billedParts?.(message) ?? 0;
  if (parts === 0) return undefined;
  return world.store.tx((tx) => spend(tx, { messageId, identityId, channel: sender.name, parts, now: world.now() }));
}

/** The file that goes along: nothing when there is none, or how it stands with its bytes. */
async function fileOf(db: Reader, { attachmentId }: Payload): Promise<Pick<Message, 'picture' | 'fileName'> | 'coming' | 'lost'> {
  if (attachmentId === undefined) return {};
  const [found] = await db.select().from(attachments).where(eq(attachments.id, attachmentId));
  if (!found || found.failure !== null) return 'lost';
  return found.file === null ? 'coming' : { picture: found.file, ...(found.name !== null && { fileName: found.name }) };
}

function outgoingOf(row: OutboxRow, { address, message, replaces }: Payload): Outgoing {
  const silent = mayHaveHappened(row) || row.reason === answerLost;
  return { address, message, since: row.createdAt, ...(replaces !== undefined && { replaces }), ...(silent && { silent }) };
}

const stateOf = statement('identity_closed', (db: Reader) =>
  db
    .select({ at: identities.closedAt, why: identities.closedWhy })
    .from(identities)
    .where(eq(identities.id, sql.placeholder('id'))),
);

/** Why nothing may be sent to an address; undefined when it is open. */
export async function closedWhy(db: Reader, identityId: number): Promise<string | undefined> {
  const [identity] = await stateOf(db, { id: identityId });
  if (!identity) return 'unknown';
  return identity.at === null ? undefined : (identity.why ?? 'closed');
}

const markMessage = statement('message_state', (tx: Tx) =>
  tx
    .update(messages)
    .set({
      state: slot(messages.state, 'state'),
      reason: slot(messages.reason, 'reason'),
      externalId: slot(messages.externalId, 'externalId'),
    })
    .where(eq(messages.id, sql.placeholder('id'))),
);

const mark =
  (payload: Payload, state: MessageState, reason: string | null, externalId: string | null = null) =>
  (tx: Tx) =>
    markMessage(tx, { id: payload.messageId, state, reason, externalId }).then(() => undefined);

const sent = (payload: Payload, externalId: string): Outcome => ({ result: 'sent', also: mark(payload, 'sent', null, externalId) });

/** What was to be rewritten has arrived, and stays as it was. */
const unchanged = (result: 'failed' | 'skipped', reason: string): Outcome => ({ result, reason });

const skipped = (payload: Payload, reason: string): Outcome => ({ result: 'skipped', reason, also: mark(payload, 'skipped', reason) });

/** It could not go this way; what must arrive goes on by another. */
function notSent(payload: Payload, reason: string, now: Instant): Outcome {
  if (payload.rewrites !== undefined) return unchanged('skipped', reason);
  return {
    result: 'skipped',
    reason,
    also: async (tx) => {
      await mark(payload, 'skipped', reason)(tx);
      await goOn(tx, { messageId: payload.messageId, why: reason, now });
    },
  };
}

/** Nobody knows whether it came; it must not come twice, so a person decides. */
const uncertain = (payload: Payload, now: Instant): Outcome => ({
  result: 'uncertain',
  reason: answerLost,
  also: (tx) => markLost(tx, payload, 'uncertain', answerLost, now),
});

/** The address will not take it: say so, and send nothing there any more when the platform said as much. */
function failed(payload: Payload, channel: string, error: ChannelError, now: Instant): Outcome {
  const reason = error.closes ?? error.reason ?? error.message.slice(0, 200);
  if (payload.rewrites !== undefined && error.closes === undefined) return unchanged('failed', reason);
  return {
    result: 'failed',
    reason,
    also: async (tx) => {
      await unspend(tx, payload.messageId);
      if (error.closes !== undefined) await closeAddress(tx, payload.identityId, channel, error.closes, now);
      await markLost(tx, payload, 'failed', reason, now);
    },
  };
}

async function markLost(tx: Tx, payload: Payload, state: 'uncertain' | 'failed', reason: string, now: Instant): Promise<void> {
  await mark(payload, state, reason)(tx);
  await tellFailure(tx, payload, reason, now);
}

/** Sends nothing to an address any more, and says why on the client's timeline. */
export async function closeAddress(tx: Tx, identityId: number, channel: string, why: string, now: Instant): Promise<void> {
  const [identity] = await tx.update(identities).set({ closedAt: now, closedWhy: why }).where(eq(identities.id, identityId)).returning();
  if (identity?.clientId)
    await record(tx, { type: 'client.unreachable', clientId: identity.clientId, channel, why }, { kind: 'system' }, now);
}

/** Colleagues hear of it only when nothing else is tried. */
async function tellFailure(tx: Tx, { messageId }: Payload, why: string, now: Instant): Promise<void> {
  if (await goOn(tx, { messageId, why, now })) return;
  const [line] = await tx.select({ clientId: messages.clientId }).from(messages).where(eq(messages.id, messageId));
  await record(tx, { type: 'message.failed', messageId, clientId: line?.clientId ?? null, why }, { kind: 'system' }, now);
}
