import type { Failing, Fault } from './faults.ts';
import { listen } from './http.ts';
import type { CallEnd, FakeCall } from './twilio-call.ts';
import { twilioCheck } from './twilio-check.ts';
import { TwilioPerson } from './twilio-person.ts';
import { serve, serveStorage } from './twilio-serve.ts';
import type { Fate, Hooks, Sms, TwilioOptions, TwilioRequest, TwilioViolation } from './twilio-world.ts';
import { TwilioWorld } from './twilio-world.ts';
import { until } from './waiting.ts';

/** A Twilio of our own: api.twilio.com and content.twilio.com on one local port, and people with phones. */
export type FakeTwilio = {
  /** For `client.api.baseUrl` and `client.content.baseUrl`. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKey: { sid: string; secret: string };
  readonly requests: TwilioRequest[];
  /** Every breach of the description or of the rules, and every answer of ours to a webhook that is no TwiML. Tests assert that it is empty. */
  readonly violations: TwilioViolation[];
  readonly counts: Readonly<Record<string, number>>;
  /** What Twilio's debugger would show. */
  readonly alarms: { code: number; url: string; about: string }[];
  /** Requests sent while the platform had asked to wait. */
  readonly hasty: number;
  /** Every message in both directions, with its status. */
  messages(): Sms[];
  sent(to: string): Sms[];
  calls(): FakeCall[];
  /** Resolves when a message is as wanted, for instance failed. */
  waitsFor(fits: (message: Sms) => boolean, patience?: { timeoutMs?: number }): Promise<Sms>;
  /** Resolves when every message has met its fate and we were told. */
  idle(): Promise<void>;
  person(number: string, name?: string): TwilioPerson;
  /** Where our webhooks are. */
  hooks(hooks: Hooks): void;
  /** Calls a public address of a webhook where it really listens; the signature is for the public one. */
  route(from: string, to: string): void;
  /** The signature that Twilio would send, to forge or to replay a request. */
  sign(url: string, params: Readonly<Record<string, string>>): string;
  /** What becomes of messages from now on: to one address, or to everybody. */
  fate(fate: Fate, to?: string): void;
  /** How calls to this number end. */
  callEnds(to: string, end: CallEnd): void;
  /** What somebody at this number presses when a call asks for a digit: '' is nothing. */
  presses(number: string, digits: string): void;
  /** Phones that our answers have made ring and that were picked up. */
  legs(): FakeCall[];
  /** WhatsApp's answer about a template. */
  approve(contentSid: string, answer?: 'approved' | 'rejected' | 'paused'): void;
  /** The same about everything that waits for it. */
  approveAll(answer?: 'approved' | 'rejected' | 'paused'): void;
  /** Brings every inbound message this many times at once, under the same sid. */
  repeatInbound(times: number): void;
  fail(fault: Fault & { to?: string }): Failing;
  delay(ms: number): void;
  outage(from: number, to: number): void;
  close(): Promise<void>;
};

export type { FakeCall } from './twilio-call.ts';
export type { ShownSms, Texted, TwilioPerson } from './twilio-person.ts';
export type { Fate, Hooks, Sms, TwilioOptions, TwilioRequest, TwilioViolation } from './twilio-world.ts';

/** Starts the server on a free port of 127.0.0.1. Throws when requests shall be checked and the description is not there. */
export async function startTwilio(options: TwilioOptions = {}): Promise<FakeTwilio> {
  const world = new TwilioWorld(options);
  if (world.check) twilioCheck('POST /v1/Content');
  const api = await listen((req, res) => serve(world, req, res));
  const storage = await listen((req, res) => serveStorage(world, req, res));
  world.url = api.url;
  world.storageUrl = storage.url;
  return control(world, async () => {
    await Promise.all([api.close(), storage.close()]);
  });
}

function control(world: TwilioWorld, close: () => Promise<void>): FakeTwilio {
  const { url, accountSid, authToken, apiKey, requests, violations, counts, alarms, faults } = world;
  const messages = () => [...world.messages.values()];
  const people = new Map<string, TwilioPerson>();
  return {
    ...{ url, accountSid, authToken, apiKey, requests, violations, counts, alarms, messages, close },
    get hasty() {
      return faults.hasty;
    },
    sent: (to) => messages().filter((each) => each.to === to),
    calls: () => [...world.calls.values()],
    waitsFor: (fits, { timeoutMs = 5000 } = {}) => {
      const seen = () => messages().map((each) => `  ${each.to} ${each.status} ${each.errorCode ?? ''} ${each.body}`);
      return until(
        () => messages().findLast(fits),
        world.watchers,
        timeoutMs,
        () => `No message became as ${fits.toString()}:\n${seen().join('\n')}`,
      );
    },
    async idle() {
      while (world.underway.size > 0) await Promise.allSettled(world.underway);
    },
    person: (number, name = number) => {
      const known = people.get(number) ?? new TwilioPerson(world, number, name);
      people.set(number, known);
      return known;
    },
    hooks: (hooks) => {
      world.hooks = { ...world.hooks, ...hooks };
    },
    route: (from, to) => void world.routes.set(from, to),
    sign: (address, params) => world.sign(address, params),
    fate: (fate, to = '') => void world.fates.set(to, fate),
    presses: (number, digits) => void world.keys.set(number, digits),
    legs: () => [...world.legs],
    callEnds: (to, end) => void world.callOutcomes.set(to, end),
    approve: (contentSid, answer = 'approved') => {
      const content = world.contents.get(contentSid);
      if (!content) throw new Error(`There is no content ${contentSid}`);
      content.approval = answer;
    },
    approveAll: (answer = 'approved') => {
      for (const each of world.contents.values()) if (each.approval === 'received') each.approval = answer;
    },
    repeatInbound: (times) => {
      world.repeatInbound = times;
    },
    fail: ({ to, ...fault }) => faults.fail(fault, to),
    delay: (ms) => {
      faults.delayMs = ms;
    },
    outage: (from, to) => faults.outage(from, to),
  };
}
