import { alarm, readTwiml, wordsOf } from './twilio-answers.ts';
import type { Params } from './twilio-hooks.ts';
import { callHook } from './twilio-hooks.ts';
import type { TwilioWorld } from './twilio-world.ts';
import type { Verb } from './twiml.ts';
import { parseTwiml } from './twiml.ts';

type Waiting = { verb: 'Gather' | 'Record'; attributes: Record<string, string>; rest: Verb[] };
export type CallEnd = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';

/** A call, as the person at the phone has it: what was said, and what can be done. */
export class FakeCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly direction: 'inbound' | 'outbound-api';
  /** Everything heard so far, in order. */
  readonly said: string[] = [];
  /** Numbers that our answers have connected the person to. */
  readonly dialled: string[] = [];
  readonly startedAt: number;
  status: string = 'ringing';
  /** How a `<Dial>` of ours ends: DialCallStatus. */
  dialEnds: CallEnd = 'completed';
  statusCallback: string | undefined;
  readonly #world: TwilioWorld;
  #url = '';
  #waiting: Waiting | undefined;

  constructor(world: TwilioWorld, { from, to, direction }: { from: string; to: string; direction: FakeCall['direction'] }) {
    this.#world = world;
    this.sid = world.sid('CA');
    this.from = from;
    this.to = to;
    this.direction = direction;
    this.startedAt = world.now();
    this.statusCallback = world.hooks.callStatus;
  }

  /** What the line waits for now. */
  get asks(): 'digits or speech' | 'a recording' | 'nothing' {
    return this.#waiting ? (this.#waiting.verb === 'Gather' ? 'digits or speech' : 'a recording') : 'nothing';
  }

  async rings(): Promise<void> {
    const url = this.#world.hooks.calls;
    if (!url) throw new Error('Say first where calls go: twilio.hooks({ calls: url })');
    await this.#fetch(url, {});
  }

  /** Follows TwiML that came with the request, or fetches it. */
  async picksUp({ twiml, url }: { twiml?: string | undefined; url?: string | undefined }): Promise<void> {
    this.status = 'in-progress';
    if (twiml !== undefined) await this.#run(parseTwiml(twiml));
    else if (url !== undefined) await this.#fetch(url, {});
  }

  async presses(digits: string): Promise<void> {
    const { attributes } = this.#take('Gather');
    const wanted = Number(attributes.numDigits ?? digits.length);
    await this.#fetch(attributes.action ?? this.#url, { Digits: digits.replace(/#$/, '').slice(0, wanted) });
  }

  async says(words: string): Promise<void> {
    const { attributes } = this.#take('Gather');
    if (!attributes.input?.includes('speech')) throw new Error('The line listens to digits only');
    await this.#fetch(attributes.action ?? this.#url, { SpeechResult: words, Confidence: '0.9' });
  }

  /** Lets the time of the question pass: the verbs after it run. */
  async staysSilent(): Promise<void> {
    const { rest } = this.#take(this.#waiting?.verb ?? 'Gather');
    await this.#run(rest);
  }

  async leavesMessage(bytes: Buffer, seconds = 5): Promise<void> {
    const { attributes } = this.#take('Record');
    const sid = this.#world.sid('RE');
    const url = `${this.#world.url}/2010-04-01/Accounts/${this.#world.accountSid}/Recordings/${sid}`;
    this.#world.files.set(sid, { sid, type: 'audio/mpeg', bytes, url });
    await this.#fetch(attributes.action ?? this.#url, {
      RecordingSid: sid,
      RecordingUrl: url,
      RecordingDuration: String(seconds),
      Digits: 'hangup',
    });
  }

  async hangsUp(): Promise<void> {
    await this.end('completed');
  }

  async end(status: CallEnd): Promise<void> {
    if (this.status === status) return;
    this.status = status;
    this.#waiting = undefined;
    const seconds = String(Math.round((this.#world.now() - this.startedAt) / 1000));
    if (this.statusCallback) await callHook(this.#world, this.statusCallback, { ...this.params(), CallDuration: seconds });
    this.#world.changed();
  }

  params(): Params {
    const { sid, from, to, direction, status } = this;
    return {
      CallSid: sid,
      AccountSid: this.#world.accountSid,
      From: from,
      To: to,
      Caller: from,
      Called: to,
      Direction: direction,
      CallStatus: status,
      ApiVersion: '2010-04-01',
    };
  }

  #take(verb: Waiting['verb']): Waiting {
    const waiting = this.#waiting;
    if (waiting?.verb !== verb) throw new Error(`The line waits for ${this.asks}, and has said: ${this.said.join(' / ')}`);
    this.#waiting = undefined;
    return waiting;
  }

  async #fetch(address: string, extra: Params): Promise<void> {
    const url = new URL(address, this.#url || undefined).href;
    this.#url = url;
    const answered = await callHook(this.#world, url, { ...this.params(), ...extra });
    this.status = 'in-progress';
    if (!answered || answered.status >= 400) return this.end('failed');
    await this.#run(readTwiml(this.#world, url, answered));
  }

  async #run(verbs: readonly Verb[]): Promise<void> {
    const [verb, ...rest] = verbs;
    if (!verb || verb.name === 'Hangup' || verb.name === 'Reject') return this.end('completed');
    const { name, attributes } = verb;
    if (name === 'Say') this.said.push(wordsOf(verb));
    else if (name === 'Play') this.said.push(`[${wordsOf(verb)}]`);
    else if (name === 'Redirect') return this.#fetch(wordsOf(verb), {});
    else if (name === 'Gather' || name === 'Record') {
      this.said.push(...verb.verbs.filter((each) => each.name === 'Say' || each.name === 'Play').map(wordsOf));
      this.#waiting = { verb: name, attributes, rest };
      this.#world.changed();
      return;
    } else if (name === 'Dial') {
      this.dialled.push(wordsOf(verb));
      if (attributes.action) return this.#fetch(attributes.action, { DialCallStatus: this.dialEnds, DialCallSid: this.#world.sid('CA') });
    } else if (name !== 'Pause') alarm(this.#world, 12200, this.#url, `<${name}> has no place in an answer to a call`);
    await this.#run(rest);
  }
}
