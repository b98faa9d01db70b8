import { acceptCall } from '../../flows/calls/accept-call.ts';
import { callerName } from '../../flows/calls/caller-name.ts';
import { endCall } from '../../flows/calls/end-call.ts';
import { missOwnCall } from '../../flows/calls/fail-call.ts';
import { askForDigit, say } from './twiml.ts';
import { type Acts, callOf, type Moment, recordedAs, voicePath } from './voice-moment.ts';

/** A colleague calls a client: their own phone has rung, now the client's does. */
export const outgoingActs: Acts = {
  bridge: colleaguePicksUp,
  connect: dialsClient,
  notice: saysRecorded,
  talking: clientPicksUp,
  connected: clientWasDialled,
};

async function colleaguePicksUp(moment: Moment): Promise<void> {
  const { tx, shop, twiml, spoken } = moment;
  const call = await callOf(moment);
  if (call?.state !== 'ringing') return void twiml.hangup();
  const who = (await callerName(tx, call)) ?? spoken.unknown;
  askForDigit(twiml, spoken.toCaller(who), shop.language, voicePath('connect', { call: call.id }));
}

async function dialsClient(moment: Moment): Promise<void> {
  const { shop, twiml, ours } = moment;
  const call = await callOf(moment);
  if (call?.state !== 'ringing') return void twiml.hangup();
  const about = { call: call.id };
  const dial = twiml.dial({
    timeout: 30,
    answerOnBridge: true,
    callerId: ours,
    action: voicePath('connected', about),
    ...recordedAs(shop, call),
  });
  const reports = { statusCallback: voicePath('talking', about), statusCallbackEvent: ['answered' as const] };
  dial.number({ ...reports, ...(shop.recordCalls && { url: voicePath('notice', about) }) }, call.phone);
}

async function saysRecorded({ shop, twiml, spoken }: Moment): Promise<void> {
  say(twiml, spoken.recorded, shop.language);
}

async function clientPicksUp(moment: Moment): Promise<void> {
  const call = await callOf(moment);
  if (call) await acceptCall(moment.tx, { call, staffId: call.staffId, now: moment.now });
}

async function clientWasDialled(moment: Moment): Promise<void> {
  const { tx, said, shop, now, twiml, spoken } = moment;
  const call = await callOf(moment);
  if (!call) return;
  // The report that the client has picked up may still be on its way.
  const spoke = call.state === 'answered' || said.DialCallStatus === 'completed';
  if (spoke && call.state === 'ringing') await acceptCall(tx, { call, staffId: call.staffId, now });
  if (spoke) await endCall(tx, call, now);
  else await missOwnCall(tx, { call, now });
  if (!spoke) say(twiml, spoken.clientSilent, shop.language);
  twiml.hangup();
}
