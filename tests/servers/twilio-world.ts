import { createHmac, randomBytes } from 'node:crypto';
import { Faults } from './faults.ts';
import type { Routes } from './http.ts';
import { type Fields, isChecking } from './spec.ts';
import type { CallEnd, FakeCall } from './twilio-call.ts';
import type { TwilioError } from './twilio-errors.ts';
import type { Watchers } from './waiting.ts';

export type TwilioOptions = {
  /** Check requests against the description and keep violations. True when not said. */
  check?: boolean;
  /** Keep counts only, and the newest messages. For benches. */
  quiet?: boolean;
  now?: () => number;
  /** Our numbers: for SMS and voice, and for WhatsApp without its prefix. */
  numbers?: string[];
  whatsapp?: string[];
  /** Messaging Services with the senders in them. */
  services?: Record<string, string[]>;
};

export type Status =
  | 'accepted'
  | 'queued'
  | 'scheduled'
  | 'canceled'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'read'
  | 'received';
export type Media = { sid: string; type: string; bytes: Buffer | undefined; url: string };
export type Choice = { id: string; title: string; description?: string };

export type Sms = {
  sid: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  from: string | null;
  to: string;
  body: string;
  status: Status;
  errorCode: number | null;
  createdAt: number;
  sentAt: number | null;
  serviceSid: string | null;
  media: Media[];
  buttons: Choice[];
  list: { button: string; items: Choice[] } | undefined;
  template: boolean;
  statusCallback: string | undefined;
  revision: number;
};

export type Content = {
  sid: string;
  name: string;
  language: string;
  variables: Record<string, string>;
  types: Record<string, Fields>;
  createdAt: number;
  approval: string;
};

/** What becomes of a message: the callbacks in this order, each so many times, with this code at a failure. */
export type Fate = {
  order?: Status[];
  errorCode?: number;
  repeats?: number /** Calls back before the request is answered. */;
  early?: boolean;
};

export type TwilioViolation = { at: number; operation: string; breach: string; fields: Fields };
export type TwilioRequest = {
  at: number;
  operation: string;
  fields: Fields;
  ok: boolean;
  error?: { status: number; code: number; message: string };
};
export type Hooks = {
  messages?: string /** Where messages by WhatsApp go; with those of SMS unless told. */;
  whatsapp?: string;
  messagesFallback?: string;
  calls?: string;
  callStatus?: string;
};

/** Everything that Twilio knows about our account. */
export class TwilioWorld {
  readonly accountSid = `AC${'a1'.repeat(16)}`;
  readonly authToken = 'b2'.repeat(16);
  readonly apiKey = { sid: `SK${'c3'.repeat(16)}`, secret: 'd4'.repeat(16) };
  readonly check: boolean;
  readonly quiet: boolean;
  readonly now: () => number;
  readonly faults = new Faults();
  readonly numbers: Set<string>;
  readonly whatsapp: Set<string>;
  readonly services: Map<string, string[]>;
  readonly messages = new Map<string, Sms>();
  readonly contents = new Map<string, Content>();
  readonly calls = new Map<string, FakeCall>();
  readonly callOutcomes = new Map<string, CallEnd>();
  /** What somebody at a number presses when a call asks for a digit. */
  readonly keys = new Map<string, string>();
  /** The phones that our answers have made ring and that were picked up. */
  readonly legs: FakeCall[] = [];
  readonly files = new Map<string, Media>();
  /** Pairs "ours theirs" that STOP has closed, and how often we wrote there since. */
  readonly optedOut = new Map<string, number>();
  /** When a person last wrote to a WhatsApp sender: "ours theirs". */
  readonly windows = new Map<string, number>();
  readonly fates = new Map<string, Fate>();
  readonly requests: TwilioRequest[] = [];
  readonly violations: TwilioViolation[] = [];
  readonly counts: Record<string, number> = {};
  /** What Twilio's debugger would show: 11200 for a webhook of ours that failed, 12100 for broken TwiML … */
  readonly alarms: { code: number; url: string; about: string }[] = [];
  readonly routes: Routes = new Map();
  readonly watchers: Watchers = new Set();
  /** Messages whose fate is not over yet. */
  readonly underway = new Set<Promise<void>>();
  hooks: Hooks = {};
  repeatInbound = 1;
  url = '';
  storageUrl = '';
  revision = 0;

  constructor(options: TwilioOptions) {
    this.check = options.check ?? isChecking();
    this.quiet = options.quiet ?? false;
    this.now = options.now ?? Date.now;
    this.numbers = new Set(options.numbers ?? ['+15005550006']);
    this.whatsapp = new Set(options.whatsapp ?? ['+14155238886']);
    this.services = new Map(Object.entries(options.services ?? {}));
  }

  sid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

  /** Our number for a person's address, when nothing else says which. */
  ownFor(address: string): string {
    const [own] = address.startsWith('whatsapp:') ? [...this.whatsapp].map((each) => `whatsapp:${each}`) : this.numbers;
    return own ?? '';
  }

  keep(message: Sms): Sms {
    message.revision = ++this.revision;
    this.messages.set(message.sid, message);
    if (this.quiet && this.messages.size > 1000) this.messages.delete(this.messages.keys().next().value ?? '');
    this.changed();
    return message;
  }

  changed(): void {
    for (const watch of this.watchers) watch();
  }

  breach(operation: string, breach: string, fields: Fields): void {
    if (this.check) this.violations.push({ at: this.now(), operation, breach, fields });
  }

  record(operation: string, fields: Fields, error: TwilioError | undefined): void {
    this.counts[operation] = (this.counts[operation] ?? 0) + 1;
    if (error?.breach) this.breach(operation, `${error.code} ${error.message}`, fields);
    if (this.quiet) return;
    const { status = 0, code = 0, message = '' } = error ?? {};
    this.requests.push({ at: this.now(), operation, fields, ok: !error, ...(error && { error: { status, code, message } }) });
  }

  /** Twilio's proof of origin: the URL as called and every parameter, sorted, under the auth token. */
  sign(url: string, params: Readonly<Record<string, string>>): string {
    const pairs = Object.keys(params).sort();
    const signed = pairs.reduce((text, name) => text + name + params[name], url);
    return createHmac('sha1', this.authToken).update(signed).digest('base64');
  }
}

export const isWhatsapp = (address: string): boolean => address.startsWith('whatsapp:');
