import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { record } from '../events.ts';
import { finishCallBack } from './call-back-task.ts';
import { planCallCheck } from './check-call.ts';
import { type Call, moveCall } from './load-call.ts';

/** The two begin to speak. False when the call is over by now. What was to be called back is done by that. */
export async function acceptCall(tx: Tx, { call, staffId, now }: { call: Call; staffId: number | null; now: Instant }): Promise<boolean> {
  if (call.state === 'answered') return call.staffId === staffId;
  const answered = await moveCall(tx, call, 'answered', { answeredAt: now, staffId });
  if (!answered) return false;
  const { id: callId, clientId, orderId } = answered;
  const by = staffId === null ? ({ kind: 'system' } as const) : ({ kind: 'staff', id: staffId } as const);
  await record(tx, { type: 'call.answered', callId, clientId, orderId }, by, now);
  await finishCallBack(tx, { clientId, by, now });
  await planCallCheck(tx, answered, now);
  return true;
}
