import { acceptCall } from '../../flows/calls/accept-call.ts';
import { callerName } from '../../flows/calls/caller-name.ts';
import { endCall } from '../../flows/calls/end-call.ts';
import { keepSpokenMessage } from '../../flows/calls/keep-recording.ts';
import type { Call } from '../../flows/calls/load-call.ts';
import { nextStep } from '../../flows/calls/next-step.ts';
import { receiveCall } from '../../flows/calls/receive-call.ts';
import { textsIn } from '../../flows/texts/texts.ts';
import { askForDigit, say } from './twiml.ts';
import { type Acts, callOf, type Moment, recordedAs, voicePath } from './voice-moment.ts';
import { phoneOf } from './voice-parameters.ts';

/** A client calls: colleagues' phones ring one after another, then the answering machine speaks. */
export const incomingActs: Acts = {
  '': comesIn,
  dialled: wasDialled,
  screen: asksColleague,
  accept: colleagueTakes,
  message: messageLeft,
};

/** For how long one colleague's phone rings. */
const ringInSeconds = 20;

async function comesIn(moment: Moment): Promise<void> {
  const { tx, said, shop, now } = moment;
  const call = await receiveCall(tx, { externalId: said.CallSid, phone: phoneOf(said), shop, now });
  await leadOn(moment, call, []);
}

/** The next phone, or the answering machine. */
async function leadOn({ tx, shop, now, twiml, spoken, ours }: Moment, call: Call, tried: readonly number[]): Promise<void> {
  const step = await nextStep(tx, { call, tried, shop, now });
  if (step.kind === 'over') return void twiml.hangup();
  if (step.kind === 'away') return answeringMachine({ call, shop, twiml, spoken, words: step.words });
  if (shop.recordCalls && tried.length === 0) say(twiml, spoken.recorded, shop.language);
  const dial = twiml.dial({
    timeout: ringInSeconds,
    answerOnBridge: true,
    action: voicePath('dialled', { call: call.id, tried: [...tried, step.staffId].join(',') }),
    ...(call.phone === '' && { callerId: ours }),
    ...recordedAs(shop, call),
  });
  dial.number({ url: voicePath('screen', { call: call.id, staff: step.staffId }) }, step.phone);
}

/** A colleague's phone has rung. Whether they spoke is known already: they had to press a digit. */
async function wasDialled(moment: Moment): Promise<void> {
  const call = await callOf(moment);
  if (call?.state === 'answered') await endCall(moment.tx, call, moment.now);
  if (call?.state === 'ringing') await leadOn(moment, call, moment.said.tried);
  else moment.twiml.hangup();
}

async function asksColleague(moment: Moment): Promise<void> {
  const { tx, said, shop, twiml, spoken } = moment;
  const call = await callOf(moment);
  if (call?.state !== 'ringing') return void twiml.hangup();
  const who = (await callerName(tx, call)) ?? (call.phone === '' ? textsIn(shop.language).calls.withheld : spoken.unknown);
  askForDigit(twiml, spoken.toColleague(who), shop.language, voicePath('accept', { call: call.id, staff: said.staff ?? 0 }));
}

async function colleagueTakes(moment: Moment): Promise<void> {
  const { tx, said, now, twiml } = moment;
  const call = await callOf(moment);
  if (!call || !(await acceptCall(tx, { call, staffId: said.staff ?? null, now }))) twiml.hangup();
}

async function messageLeft(moment: Moment): Promise<void> {
  const { tx, said, shop, now, twiml, spoken } = moment;
  const call = await callOf(moment);
  if (call && said.RecordingSid !== undefined)
    await keepSpokenMessage(tx, { call, remoteId: said.RecordingSid, inSeconds: said.RecordingDuration, shop, now });
  say(twiml, spoken.thanks, shop.language);
  twiml.hangup();
}

interface AnsweringMachine extends Pick<Moment, 'shop' | 'twiml' | 'spoken'> {
  call: Call;
  words: string;
}

function answeringMachine({ call, shop, twiml, spoken, words }: AnsweringMachine): void {
  const promised = call.clientId === null ? words : `${words} ${spoken.weCallBack}`;
  say(twiml, shop.voicemail ? `${promised} ${spoken.leaveMessage}` : `${promised} ${spoken.goodbye}`, shop.language);
  if (shop.voicemail)
    twiml.record({ maxLength: 120, timeout: 5, playBeep: true, finishOnKey: '#', action: voicePath('message', { call: call.id }) });
  twiml.hangup();
}
