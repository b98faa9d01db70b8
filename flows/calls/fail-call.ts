import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { record } from '../events.ts';
import { notifyStaff } from '../messages/notify-staff.ts';
import { findStaff } from '../staff/find-staff.ts';
import { type Texts, textsIn } from '../texts/texts.ts';
import { callerLine } from './caller-name.ts';
import { type Call, moveCall } from './load-call.ts';
import { aboutCall } from './show-caller.ts';

/** Why no talk came of a call of ours. */
export type WhyFailed = keyof Texts['calls']['failed'];

/** A call of ours came to nothing before the client's phone rang; who wanted it hears why. */
export async function failCall(tx: Tx, { call, why, now }: { call: Call; why: WhyFailed; now: Instant }): Promise<void> {
  const failed = await moveCall(tx, call, 'failed', { endedAt: now });
  if (!failed) return;
  await record(tx, { type: 'call.failed', callId: call.id, clientId: call.clientId, orderId: call.orderId, why }, { kind: 'system' }, now);
  await tellCaller(tx, failed, (t) => t.calls.failed[why], now);
}

/** The client's phone rang and nobody took it. */
export async function missOwnCall(tx: Tx, { call, now }: { call: Call; now: Instant }): Promise<void> {
  const missed = await moveCall(tx, call, 'missed', { endedAt: now });
  if (!missed) return;
  const { id: callId, clientId, orderId } = missed;
  await record(tx, { type: 'call.missed', callId, clientId, orderId }, { kind: 'system' }, now);
  await tellCaller(tx, missed, (t) => t.calls.clientSilent, now);
}

async function tellCaller(tx: Tx, call: Call, sentence: (t: Texts) => string, now: Instant): Promise<void> {
  const staff = await findStaff(tx, call.staffId);
  if (!staff) return;
  const t = textsIn(staff.language);
  const text = `${await callerLine(tx, call, t)}\n${sentence(t)}`;
  await notifyStaff(tx, { staffId: staff.id, text, buttons: ['call', 'client', 'order'], about: aboutCall(call), now });
}
