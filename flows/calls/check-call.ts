import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { getShop } from '../shop.ts';
import { endCall } from './end-call.ts';
import { failCall } from './fail-call.ts';
import { type Call, findCall } from './load-call.ts';
import { missCall } from './miss-call.ts';

/** Nothing rings longer than this, and Twilio ends every talk after four hours. */
const longest = { ringing: minutes(4), talk: hours(4) + minutes(5) };

/** Has a look at the call when it must be over: the report of its end may have got lost. */
export async function planCallCheck(tx: Tx, { id, state }: Call, now: Instant): Promise<void> {
  const runAt = now + (state === 'answered' ? longest.talk : longest.ringing);
  await enqueue(tx, { kind: 'timer', payload: { timer: 'call-check', callId: id }, runAt }, now);
}

/** Ends a call whose end nobody has told us. */
export async function checkCall(tx: Tx, callId: number, now: Instant): Promise<void> {
  const call = await findCall(tx, callId);
  if (call?.state === 'answered' && now - call.startedAt < longest.talk) return planCallCheck(tx, call, now);
  if (call?.state === 'answered') return endCall(tx, call, now);
  if (call?.state !== 'ringing') return;
  if (call.direction === 'in') await missCall(tx, { call, shop: await getShop(tx), now });
  else await failCall(tx, { call, why: 'lost', now });
}
