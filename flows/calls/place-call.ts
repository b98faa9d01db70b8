import { eq } from 'drizzle-orm';
import { calls } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import { mayHaveHappened, type OutboxRow } from '../../notifications/outbox.ts';
import type { Ring } from '../../notifications/sender.ts';
import { minutes } from '../../notifications/time.ts';
import type { Outcome, World } from '../../notifications/worker.ts';
import { findStaff } from '../staff/find-staff.ts';
import { isUnplaced } from './call-client.ts';
import { failCall, type WhyFailed } from './fail-call.ts';
import { type Call, findCall } from './load-call.ts';

/** Whoever pressed the button longer ago does not wait for a call any more. */
const patience = minutes(2);
const answerLost = 'answer lost';

/** The errand `call`: lets the colleague's phone ring. Once: after a lost answer the platform is asked first whether it rings already. */
export async function placeCall(row: OutboxRow, world: World): Promise<Outcome> {
  const call = await findCall(world.store.read, Number(row.payload.callId));
  if (call?.state !== 'ringing' || !isUnplaced(call)) return { result: 'done' };
  const staff = await findStaff(world.store.read, call.staffId);
  const line = world.senders.get('voice')?.phone;
  if (!staff?.phone || staff.removedAt !== null || !line) return failed(call, 'refused', world, 'channel-off');
  const ring: Ring = { callId: call.id, to: staff.phone, since: row.createdAt };
  if (mayHaveHappened(row) || row.reason === answerLost) {
    const earlier = await line.wasRung(ring);
    if (earlier) return rings(call, earlier.externalId);
  }
  if (world.now() - row.createdAt > patience) return failed(call, 'late', world, 'late');
  try {
    return rings(call, (await line.ring(ring)).externalId);
  } catch (error) {
    if (!(error instanceof ChannelError) || error.verdict === 'later') throw error;
    if (error.verdict === 'never') return failed(call, 'refused', world, error.message.slice(0, 200));
    return { again: world.now() + 2000, reason: answerLost };
  }
}

const rings = (call: Call, externalId: string): Outcome => ({ result: 'sent', also: (tx) => keepNumber(tx, call, externalId) });

/** From now on the platform's reports find the call by their own number. */
export async function keepNumber(tx: Tx, { id }: Pick<Call, 'id'>, externalId: string): Promise<void> {
  await tx.update(calls).set({ externalId }).where(eq(calls.id, id));
}

const failed = (call: Call, why: WhyFailed, world: World, reason: string): Outcome => ({
  result: 'failed',
  reason,
  also: (tx) => failCall(tx, { call, why, now: world.now() }),
});
