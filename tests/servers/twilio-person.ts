import type { Answered } from './http.ts';
import { alarm, readTwiml, wordsOf } from './twilio-answers.ts';
import { FakeCall } from './twilio-call.ts';
import type { Params } from './twilio-hooks.ts';
import { callHook, meetFate } from './twilio-hooks.ts';
import { segments } from './twilio-messages.ts';
import type { Choice, Media, Sms, TwilioWorld } from './twilio-world.ts';
import { isWhatsapp } from './twilio-world.ts';
import { matches, until } from './waiting.ts';

/** `answered` resolves with what our webhook answered, or nothing when it could not be reached. */
export type Texted = { sid: string; answered: Promise<Answered | undefined> };

export type ShownSms = {
  sid: string;
  from: 'us' | 'person';
  text: string;
  buttons: Choice[];
  list: { button: string; items: Choice[] } | undefined;
  /** Addresses of the media. */
  media: string[];
  template: boolean;
  status: Sms['status'];
  at: number;
};

const stop = /^(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)$/i;
const start = /^(start|yes|unstop)$/i;

/** A person with a number: on SMS, or with `onWhatsApp()` there. */
export class TwilioPerson {
  readonly address: string;
  readonly number: string;
  readonly name: string;
  readonly #world: TwilioWorld;
  #mark = -1;
  #whatsapp: TwilioPerson | undefined;

  constructor(world: TwilioWorld, number: string, name: string, whatsapp = false) {
    this.#world = world;
    this.number = number;
    this.name = name;
    this.address = whatsapp ? `whatsapp:${number}` : number;
  }

  onWhatsApp(): TwilioPerson {
    this.#whatsapp ??= new TwilioPerson(this.#world, this.number, this.name, true);
    return this.#whatsapp;
  }

  texts(body: string, to?: string): Texted {
    return this.#says(body, to, isWhatsapp(this.address) ? { MessageType: 'text' } : {});
  }

  /** Presses the button with this title on the newest message that has it, or picks it from a list. */
  presses(title: string): Texted {
    const shown = this.#shown().reverse();
    const message = shown.find((each) =>
      [...each.buttons, ...(each.list?.items ?? [])].some((choice) => choice.title === title || choice.id === title),
    );
    const button = message?.buttons.find((each) => each.title === title || each.id === title);
    const item = message?.list?.items.find((each) => each.title === title || each.id === title);
    const reply = { OriginalRepliedMessageSid: message?.sid ?? '', OriginalRepliedMessageSender: message?.from ?? '' };
    if (button) {
      const type = message?.template ? 'button' : 'interactive';
      return this.#says(button.title, message?.from ?? undefined, {
        MessageType: type,
        ButtonText: button.title,
        ButtonPayload: button.id,
        ...reply,
      });
    }
    if (item)
      return this.#says(item.title, message?.from ?? undefined, {
        MessageType: 'interactive',
        ListId: item.id,
        ListTitle: item.title,
        ...reply,
      });
    const all = shown.flatMap((each) => [...each.buttons, ...(each.list?.items ?? [])]).map((each) => `"${each.title}"`);
    throw new Error(`${this.name} sees no button "${title}", but ${all.join(', ') || 'no buttons at all'}`);
  }

  sendsMedia(bytes: Buffer, type = 'image/jpeg', caption = ''): Texted {
    const [kind] = type.split('/');
    return this.#says(caption, undefined, isWhatsapp(this.address) ? { MessageType: kind ?? 'document' } : {}, [
      { sid: this.#world.sid('ME'), type, bytes, url: '' },
    ]);
  }

  sendsPlace(latitude: number, longitude: number, label = ''): Texted {
    return this.#says('', undefined, {
      MessageType: 'location',
      Latitude: String(latitude),
      Longitude: String(longitude),
      ...(label && { Label: label }),
    });
  }

  /** Opens the chat: what was delivered there is now read. */
  async opensChat(): Promise<void> {
    const unread = this.#shown().filter((each) => each.direction !== 'inbound' && each.status === 'delivered');
    for (const each of unread) await meetFate(this.#world, each, { order: ['read'] });
  }

  /** Rings, and listens until the other side asks for something or hangs up. */
  async calls(to?: string, how: { givesUp?: boolean; talks?: () => unknown } = {}): Promise<FakeCall> {
    const call = new FakeCall(this.#world, { from: this.number, to: to ?? this.#world.ownFor(this.number), direction: 'inbound' });
    Object.assign(call, how);
    await call.rings();
    return call;
  }

  /** Both sides of the chat; what was refused or failed was never seen. */
  chat(): ShownSms[] {
    return this.#shown().map((each) => this.#show(each));
  }

  last(): ShownSms {
    const found = this.#shown().findLast((each) => each.direction !== 'inbound');
    if (!found) throw new Error(`Nothing was sent to ${this.name}`);
    return this.#show(found);
  }

  /** From now on only what comes later is new to `waitsFor`. */
  reads(): void {
    this.#mark = this.#world.revision;
  }

  waitsFor(wanted: string | RegExp | ((message: ShownSms) => boolean), { timeoutMs = 5000, any = false } = {}): Promise<ShownSms> {
    const fits = typeof wanted === 'function' ? wanted : (each: ShownSms) => matches(wanted, each.text);
    const find = () => {
      const fresh = this.#shown().filter((each) => each.direction !== 'inbound' && (any || each.revision > this.#mark));
      return fresh.map((each) => this.#show(each)).findLast(fits);
    };
    return until(
      find,
      this.#world.watchers,
      timeoutMs,
      () => `${this.name} waited ${timeoutMs} ms for ${wanted.toString()}, but sees:\n${this.transcript()}`,
    );
  }

  transcript(): string {
    const choices = (each: ShownSms) => [...each.buttons, ...(each.list?.items ?? [])].map((choice) => ` [ ${choice.title} ]`).join('');
    const lines = this.chat().map((each) => `  ${each.from === 'us' ? 'us' : this.name}: ${each.text}${choices(each)} (${each.status})`);
    return [`— ${this.name} ${this.address} —`, ...lines].join('\n');
  }

  #shown(): Sms[] {
    const seen = new Set(['sent', 'delivered', 'read', 'received']);
    return [...this.#world.messages.values()].filter(
      (each) => (each.to === this.address || each.from === this.address) && seen.has(each.status),
    );
  }

  #show(each: Sms): ShownSms {
    const { sid, direction, body, buttons, list, template, status, sentAt, createdAt, media } = each;
    const from = direction === 'inbound' ? 'person' : 'us';
    return { sid, from, text: body, buttons, list, media: media.map((one) => one.url), template, status, at: sentAt ?? createdAt };
  }

  #says(body: string, given: string | undefined, extra: Params, media: Media[] = []): Texted {
    const world = this.#world;
    const ours = given ?? this.#shown().findLast((each) => each.direction !== 'inbound')?.from ?? world.ownFor(this.address);
    this.reads();
    const sid = world.sid(media.length > 0 ? 'MM' : 'SM');
    for (const each of media) each.url = `${world.url}/2010-04-01/Accounts/${world.accountSid}/Messages/${sid}/Media/${each.sid}`;
    for (const each of media) world.files.set(each.sid, each);
    world.keep(inboundMessage(world, { sid, from: this.address, to: ours, body, media }));
    if (isWhatsapp(this.address)) world.windows.set(`${ours} ${this.address}`, world.now());
    else this.#hearKeyword(body.trim(), ours);
    return { sid, answered: this.#deliver(sid, ours, body, media, extra) };
  }

  async #deliver(sid: string, ours: string, body: string, media: readonly Media[], extra: Params): Promise<Answered | undefined> {
    const world = this.#world;
    const url = (isWhatsapp(this.address) ? world.hooks.whatsapp : undefined) ?? world.hooks.messages;
    if (!url) throw new Error('Say first where messages go: twilio.hooks({ messages: url })');
    const whatsapp = {
      ProfileName: this.name,
      WaId: this.number.slice(1),
      ChannelMetadata: JSON.stringify({ type: 'whatsapp', data: { context: { ProfileName: this.name, WaId: this.number.slice(1) } } }),
    };
    const params: Params = {
      ...{
        MessageSid: sid,
        SmsSid: sid,
        SmsMessageSid: sid,
        SmsStatus: 'received',
        AccountSid: world.accountSid,
        ApiVersion: '2010-04-01',
      },
      ...{ From: this.address, To: ours, Body: body, NumMedia: String(media.length), NumSegments: String(segments(body)) },
      ...Object.fromEntries(
        media.flatMap((each, index) => [
          [`MediaUrl${index}`, each.url],
          [`MediaContentType${index}`, each.type],
        ]),
      ),
      ...(isWhatsapp(this.address) ? whatsapp : { FromCountry: 'RU' }),
      ...extra,
    };
    const [answered] = await Promise.all(
      Array.from({ length: world.repeatInbound }, () => callHook(world, url, params, world.hooks.messagesFallback)),
    );
    for (const verb of readTwiml(world, url, answered)) {
      if (verb.name === 'Message') this.#hears(wordsOf(verb), ours);
      else if (verb.name !== 'Redirect') alarm(world, 12200, url, `<${verb.name}> has no place in an answer to a message`);
    }
    return answered;
  }

  /** Twilio answers these words itself, and tells us of them too. */
  #hearKeyword(word: string, ours: string): void {
    const pair = `${ours} ${this.address}`;
    if (stop.test(word)) {
      this.#world.optedOut.set(pair, 0);
      this.#hears(
        'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
        ours,
      );
    } else if (start.test(word) && this.#world.optedOut.delete(pair)) {
      this.#hears(
        'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
        ours,
      );
    } else if (/^(help|info)$/i.test(word)) this.#hears('Reply STOP to unsubscribe. Msg&Data Rates May Apply.', ours);
  }

  #hears(body: string, ours: string): void {
    const base = inboundMessage(this.#world, { sid: this.#world.sid('SM'), from: ours, to: this.address, body, media: [] });
    this.#world.keep({ ...base, direction: 'outbound-reply', status: 'delivered' });
  }
}

function inboundMessage(world: TwilioWorld, given: Pick<Sms, 'sid' | 'from' | 'to' | 'body' | 'media'>): Sms {
  const at = world.now();
  const rest = { errorCode: null, serviceSid: null, buttons: [], list: undefined, template: false, statusCallback: undefined, revision: 0 };
  return { ...given, ...rest, direction: 'inbound', status: 'received', createdAt: at, sentAt: at };
}
