import type { Verb } from './twiml.ts';

/** What Twilio's reference of TwiML for calls allows: attributes and their values, and what may stand inside. */
type Rule = { attributes: Readonly<Record<string, RegExp>>; inside: readonly string[]; words?: RegExp };

const address = /^(https?:\/\/|\/)\S+$/;
const method = /^(GET|POST)$/;
const flag = /^(true|false)$/;
const count = /^\d+$/;
const number = /^\+[1-9]\d{6,14}$/;
const anything = /^[\s\S]*$/;
const events = /^(initiated|ringing|answered|completed)( (initiated|ringing|answered|completed))*$/;
const spoken = { language: /^(ru-RU|en-GB|en-US|de-DE)$/, voice: /^\S+$/, loop: count };
const recording = { recordingStatusCallback: address, recordingStatusCallbackMethod: method, recordingStatusCallbackEvent: anything };
const finishOnKey = /^[\d#*]*$/;

const rules: Readonly<Record<string, Rule>> = {
  Say: { attributes: spoken, inside: [], words: /\S/ },
  Play: { attributes: { loop: count, digits: /^[\dw#*]+$/ }, inside: [], words: anything },
  Pause: { attributes: { length: count }, inside: [] },
  Hangup: { attributes: {}, inside: [] },
  Reject: { attributes: { reason: /^(rejected|busy)$/ }, inside: [] },
  Redirect: { attributes: { method }, inside: [], words: /\S/ },
  Gather: {
    attributes: {
      ...{ input: /^(dtmf|speech|dtmf speech)$/, action: address, method, timeout: count, numDigits: /^[1-9]\d*$/, finishOnKey },
      ...{ speechTimeout: /^(auto|\d+)$/, language: spoken.language, hints: anything, actionOnEmptyResult: flag },
    },
    inside: ['Say', 'Play', 'Pause'],
  },
  Record: {
    attributes: { action: address, method, timeout: count, finishOnKey, maxLength: count, playBeep: flag, trim: anything, ...recording },
    inside: [],
  },
  Dial: {
    attributes: {
      ...{ action: address, method, timeout: /^([5-9]|\d{2}|[1-5]\d{2}|600)$/, timeLimit: count, callerId: number, answerOnBridge: flag },
      ...{ record: /^(do-not-record|record-from-(answer|ringing)(-dual)?)$/, hangupOnStar: flag, ...recording },
    },
    inside: ['Number', 'Client', 'Sip', 'Conference', 'Queue'],
    words: anything,
  },
  Number: {
    attributes: {
      ...{ url: address, method, sendDigits: /^[\dABCDWw#*]+$/, statusCallback: address, statusCallbackEvent: events },
      ...{ statusCallbackMethod: method, machineDetection: /^(Enable|DetectMessageEnd)$/ },
    },
    inside: [],
    words: number,
  },
};

const top = ['Say', 'Play', 'Pause', 'Hangup', 'Reject', 'Redirect', 'Gather', 'Record', 'Dial'];

/** What is wrong with an answer to a call; `isWhisper` for one that only the called person hears, before the two are connected. */
export const checkCallTwiml = (verbs: readonly Verb[], isWhisper = false): string[] =>
  check(verbs, isWhisper ? top.filter((name) => name !== 'Dial') : top, '<Response>');

function check(verbs: readonly Verb[], allowed: readonly string[], within: string): string[] {
  const found: string[] = [];
  for (const { name, attributes, verbs: inner, text } of verbs) {
    const rule = rules[name];
    if (!rule || !allowed.includes(name)) {
      found.push(`<${name}> has no place in ${within}`);
      continue;
    }
    for (const [key, value] of Object.entries(attributes))
      if (!rule.attributes[key]?.test(value)) found.push(`<${name} ${key}="${value}"> is not known`);
    if (inner.length === 0 && !(rule.words ?? /^\s*$/).test(text)) found.push(`<${name}> may not say "${text.trim()}"`);
    if (inner.filter((each) => each.name === 'Number').length > 10) found.push('<Dial> rings at most ten numbers');
    found.push(...check(inner, rule.inside, `<${name}>`));
  }
  return found;
}
