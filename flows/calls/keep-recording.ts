import { and, eq, isNull } from 'drizzle-orm';
import { attachments } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { calls } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { nextOpening } from '../../notifications/time.ts';
import { record } from '../events.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import type { Shop } from '../shop.ts';
import { textsIn } from '../texts/texts.ts';
import { callerLine } from './caller-name.ts';
import type { Call } from './load-call.ts';
import { aboutCall } from './show-caller.ts';
import { whomToTell } from './whom-to-ring.ts';

interface Recording {
  call: Call;
  /** The platform's handle to fetch it by. */
  remoteId: string;
  inSeconds: number;
  now: Instant;
}

/** A talk was recorded: the worker brings it home, as a file of the client. Told of again, it is the same recording. */
export async function keepRecording(tx: Tx, recording: Recording): Promise<void> {
  const { call, inSeconds, now } = recording;
  if (!(await keep(tx, recording))) return;
  const { id: callId, clientId, orderId } = call;
  await record(tx, { type: 'call.recorded', callId, clientId, orderId, inSeconds }, { kind: 'system' }, now);
}

/** A caller whom nobody answered has left a message: managers can listen to it. */
export async function keepSpokenMessage(tx: Tx, { shop, ...recording }: Recording & { shop: Shop }): Promise<void> {
  const { call, inSeconds, now } = recording;
  if (!(await keep(tx, recording))) return;
  const { id: callId, clientId, orderId } = call;
  const by = clientId === null ? ({ kind: 'system' } as const) : ({ kind: 'client', id: clientId } as const);
  await record(tx, { type: 'call.message-left', callId, clientId, orderId, inSeconds }, by, now);
  for (const { id: staffId, language } of await whomToTell(tx, call, [])) {
    const t = textsIn(language);
    const text = t.calls.messageLeft(await callerLine(tx, call, t), inSeconds);
    const runAt = nextOpening(now, shop);
    await notifyStaff(tx, { staffId, text, buttons: ['recording', 'call', 'client', 'order'], about: aboutCall(call), runAt, now });
  }
}

/** False when the call has its recording already. */
async function keep(tx: Tx, { call, remoteId, inSeconds, now }: Recording): Promise<boolean> {
  const [free] = await tx
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.id, call.id), isNull(calls.recordingId)));
  if (!free) return false;
  const { clientId, orderId } = call;
  const [file] = await tx
    .insert(attachments)
    .values({ kind: 'voice', purpose: 'chat', channel: 'voice', remoteId, clientId, orderId, at: now })
    .returning({ id: attachments.id });
  if (!file) throw new Error('The recording was not written');
  await tx
    .update(calls)
    .set({ recordingId: String(file.id), recordingInSeconds: inSeconds })
    .where(eq(calls.id, call.id));
  await enqueue(tx, { kind: 'fetch', channel: 'voice', payload: { attachmentId: file.id }, runAt: now }, now);
  return true;
}
