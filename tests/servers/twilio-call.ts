import { alarm, readTwiml, wordsOf } from './twilio-answers.ts';
import { checkCallTwiml } from './twilio-call-check.ts';
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
  readonly direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  /** Everything heard so far, in order. */
  readonly said: string[] = [];
  /** Numbers that our answers have connected the person to. */
  readonly dialled: string[] = [];
  readonly startedAt: number;
  status: string = 'ringing';
  /** How a `<Dial>` of ours ends: DialCallStatus. */
  dialEnds: CallEnd = 'completed';
  statusCallback: string | undefined;
  /** The person loses patience as soon as another phone rings. */
  givesUp = false;
  /** Our answer has ended the call; else it just had no more to say. */
  hungUp = false;
  /** What happens while two people talk. */
  talks: (() => unknown) | undefined;
  readonly #parent: string | undefined;
  readonly #world: TwilioWorld;
  #url = '';
  #waiting: Waiting | undefined;

  constructor(
    world: TwilioWorld,
    { from, to, direction, parent }: { from: string; to: string; direction: FakeCall['direction']; parent?: string },
  ) {
    this.#parent = parent;
    this.#world = world;
    this.sid = world.sid('CA');
    this.from = from;
    this.to = to;
    this.direction = direction;
    this.startedAt = world.now();
    this.statusCallback = parent === undefined ? world.hooks.callStatus : undefined;
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
      ...(this.#parent !== undefined && { ParentCallSid: this.#parent }),
    };
  }

  /** Answers what the line asks as somebody does who was not told by the test: presses 1, or what `world.keys` says; nothing for ''. */
  async answersAsUsual(usual = '1'): Promise<void> {
    const digits = this.#world.keys.get(this.to) ?? usual;
    if (this.asks !== 'digits or speech') return;
    if (digits === '') await this.staysSilent();
    else await this.presses(digits);
  }

  #take(verb: Waiting['verb']): Waiting {
    const waiting = this.#waiting;
    if (waiting?.verb !== verb) throw new Error(`The line waits for ${this.asks}, and has said: ${this.said.join(' / ')}`);
    this.#waiting = undefined;
    return waiting;
  }

  async #fetch(address: string, extra: Params, isWhisper = this.#parent !== undefined): Promise<void> {
    const url = new URL(address, this.#url || undefined).href;
    this.#url = url;
    const answered = await callHook(this.#world, url, { ...this.params(), ...extra });
    this.status = 'in-progress';
    if (!answered || answered.status >= 400) return this.end('failed');
    const verbs = readTwiml(this.#world, url, answered);
    for (const wrong of checkCallTwiml(verbs, isWhisper)) alarm(this.#world, 12200, url, wrong);
    await this.#run(verbs);
  }

  async #run(verbs: readonly Verb[]): Promise<void> {
    const [verb, ...rest] = verbs;
    if (verb?.name === 'Hangup' || verb?.name === 'Reject') this.hungUp = true;
    if (!verb || this.hungUp) return this.end('completed');
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
      if (await this.#dial(verb)) return;
    } else if (name !== 'Pause') alarm(this.#world, 12200, this.#url, `<${name}> has no place in an answer to a call`);
    await this.#run(rest);
  }

  /** Rings the numbers of a `<Dial>`; true when the call goes on elsewhere. */
  async #dial({ attributes, verbs, text }: Verb): Promise<boolean> {
    const numbers = verbs.length > 0 ? verbs : [{ name: 'Number', attributes: {}, verbs: [], text }];
    this.dialled.push(...numbers.map(wordsOf));
    if (this.givesUp) {
      await this.end('completed');
      return true;
    }
    let status: CallEnd = 'no-answer';
    for (const number of numbers) {
      status = this.#world.callOutcomes.get(wordsOf(number)) ?? this.dialEnds;
      if (status === 'completed' && (await this.#connect(number, attributes))) break;
    }
    if (!attributes.action) return false;
    await this.#fetch(attributes.action, { DialCallStatus: status, DialCallSid: this.#world.sid('CA') });
    return true;
  }

  /** Somebody picks up: what is whispered to them first may end it again. */
  async #connect(number: Verb, { record, recordingStatusCallback }: Record<string, string>): Promise<boolean> {
    const { url, statusCallback, statusCallbackEvent = 'completed' } = number.attributes;
    const leg = new FakeCall(this.#world, { from: this.from, to: wordsOf(number), direction: 'outbound-dial', parent: this.sid });
    this.#world.legs.push(leg);
    leg.status = 'in-progress';
    leg.#url = this.#url;
    if (statusCallback && statusCallbackEvent.split(' ').includes('answered')) await this.#report(statusCallback, leg.params());
    if (url) {
      await leg.#fetch(url, {}, true);
      await leg.answersAsUsual();
      if (leg.hungUp) return false;
    }
    await this.talks?.();
    if (record?.startsWith('record') && recordingStatusCallback) await this.#report(recordingStatusCallback, this.#recording());
    return true;
  }

  async #report(address: string, params: Params): Promise<void> {
    await callHook(this.#world, new URL(address, this.#url).href, params);
  }

  #recording(seconds = 42): Params {
    const sid = this.#world.sid('RE');
    const url = `${this.#world.url}/2010-04-01/Accounts/${this.#world.accountSid}/Recordings/${sid}`;
    this.#world.files.set(sid, { sid, type: 'audio/mpeg', bytes: Buffer.from(`talk ${sid}`), url });
    const told = { RecordingSid: sid, RecordingUrl: url, RecordingStatus: 'completed', RecordingDuration: String(seconds) };
    return { ...told, CallSid: this.sid, AccountSid: this.#world.accountSid };
  }
}
