import { endCall } from '../../flows/calls/end-call.ts';
import { failCall } from '../../flows/calls/fail-call.ts';
import { keepRecording } from '../../flows/calls/keep-recording.ts';
import { missCall } from '../../flows/calls/miss-call.ts';
import { keepNumber } from '../../flows/calls/place-call.ts';
import { type Acts, callOf, type Moment } from './voice-moment.ts';

/** What Twilio tells afterwards, in any order and more than once. */
export const reportActs: Acts = { status: hasStatus, recording: wasRecorded };

/** How a call ended: the caller's, or that to the colleague who wants to call. Repeated or late it says nothing new. */
async function hasStatus(moment: Moment): Promise<void> {
  const { tx, said, shop, now } = moment;
  const call = await callOf(moment);
  if (!call) return;
  if (said.call !== undefined && call.externalId !== said.CallSid) await keepNumber(tx, call, said.CallSid);
  const end = ends[said.CallStatus];
  if (!end) return;
  if (call.state === 'answered') return endCall(tx, call, now);
  if (call.direction === 'in') return missCall(tx, { call, shop, now });
  await failCall(tx, { call, why: end, now });
}

async function wasRecorded(moment: Moment): Promise<void> {
  const { tx, said, now } = moment;
  const call = await callOf(moment);
  if (call && said.RecordingSid !== undefined && said.RecordingStatus === 'completed')
    await keepRecording(tx, { call, remoteId: said.RecordingSid, inSeconds: said.RecordingDuration, now });
}

/** What the end of a call means when nobody had spoken. */
const ends: Readonly<Record<string, 'no-answer' | 'not-joined' | 'refused'>> = {
  completed: 'not-joined',
  busy: 'no-answer',
  'no-answer': 'no-answer',
  canceled: 'no-answer',
  failed: 'refused',
};
