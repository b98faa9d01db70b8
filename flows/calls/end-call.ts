import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { record } from '../events.ts';
import { type Call, moveCall } from './load-call.ts';

/** The two have spoken. The same again is a success without effect. */
export async function endCall(tx: Tx, call: Call, now: Instant): Promise<void> {
  const ended = await moveCall(tx, call, 'ended', { endedAt: now });
  if (!ended) return;
  const { id: callId, clientId, orderId, staffId } = ended;
  const by = staffId === null ? ({ kind: 'system' } as const) : ({ kind: 'staff', id: staffId } as const);
  const inSeconds = Math.round((now - (ended.answeredAt ?? now)) / 1000);
  await record(tx, { type: 'call.ended', callId, clientId, orderId, inSeconds }, by, now);
}
