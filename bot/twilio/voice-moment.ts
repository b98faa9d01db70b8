import type { Tx } from '../../db/store.ts';
import { type Call, findCall, findCallBySid } from '../../flows/calls/load-call.ts';
import type { Shop } from '../../flows/shop.ts';
import type { Texts } from '../../flows/texts/texts.ts';
import type { Twiml } from './twiml.ts';
import type { CallParameters } from './voice-parameters.ts';

/** One moment of a call, inside its transaction. */
export interface Moment {
  tx: Tx;
  /** The number that clients call and are called from. */
  ours: string;
  now: number;
  shop: Shop;
  said: CallParameters;
  /** What the answer becomes. */
  twiml: Twiml;
  /** Sentences read aloud, in the language of the shop. */
  spoken: Texts['calls']['spoken'];
}

/** What happens at each address, by its name. */
export type Acts = Readonly<Record<string, (moment: Moment) => Promise<void>>>;

const root = '/twilio/voice';

/** An address of ours with what we must know again. */
export function voicePath(name: string, known: Readonly<Record<string, string | number>> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(known)) query.set(key, String(value));
  return [name === '' ? root : `${root}/${name}`, query.toString()].filter(Boolean).join('?');
}

/** The call that our own address names, else the one that Twilio speaks of. */
export const callOf = ({ tx, said }: Moment): Promise<Call | undefined> =>
  said.call === undefined ? findCallBySid(tx, said.CallSid) : findCall(tx, said.call);

/** Whether and how a talk is recorded; both sides are told so before. */
export const recordedAs = (shop: Shop, call: Call) =>
  shop.recordCalls && {
    record: 'record-from-answer-dual' as const,
    recordingStatusCallback: voicePath('recording', { call: call.id }),
  };
