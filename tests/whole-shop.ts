import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChannelFile } from '../bot/channel.ts';
import { readConfig } from '../config.ts';
import type { Role } from '../db/schema/words.ts';
import type { Store } from '../db/store.ts';
import { inviteStaff } from '../flows/staff/invite-staff.ts';
import { type Anna, startAnna } from '../main.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { openTestStore } from './database.ts';
import { type FakePerson, type FakeTelegram, type ShownMessage, startTelegram } from './servers/telegram.ts';
import { type FakeTwilio, type ShownSms, startTwilio, type Texted, type TwilioPerson } from './servers/twilio.ts';
import { matches } from './servers/waiting.ts';

/** A whole bakery: Anna as it is started, a Telegram and a Twilio of our own, a clock that we turn. It ends with the test. */
export interface WholeShop {
  anna: Anna;
  store: Store;
  telegram: FakeTelegram;
  twilio: FakeTwilio;
  clock: FixedClock;
  /** Somebody with a phone, in the customers' bot. */
  client(name: string): Phone;
  /** Somebody with a telephone number, by SMS and, in a shop that has it, by WhatsApp. */
  caller(number: string, name?: string): { sms: Texting; whatsapp: Texting };
  /** A colleague who has come in by a one-time invitation, in the staff bot. */
  colleague(name: string, ...roles: Role[]): Promise<Phone>;
  /** Lets time pass, and everything happen that is due by then. */
  passes(ms: number): Promise<void>;
  /** The settings she was started with, as in `.env`. */
  env(): Record<string, string>;
  /** Anna stops and starts again on the same database. */
  restarts(): Promise<void>;
}

/** A person's phone. Every act ends when Anna has nothing left to do about it. */
export interface Phone {
  person: FakePerson;
  says(text: string): Promise<void>;
  /** Presses the newest button whose label is this, or begins with it. Answers the notice on top, if any. */
  presses(label: string | RegExp): Promise<string>;
  /** The newest message that says so; fails with what there is instead. */
  sees(words: string | RegExp): ShownMessage;
  /** Labels of the buttons on the newest message that says so. */
  buttonsOn(words: string | RegExp): string[];
}

/** One chat of a telephone: by SMS or by WhatsApp. */
export interface Texting {
  person: TwilioPerson;
  says(text: string): Promise<void>;
  /** Presses the newest button or row with this title. */
  presses(title: string): Promise<void>;
  sends(sent: Texted): Promise<void>;
  /** Opens the chat: what was delivered is read. */
  opens(): Promise<void>;
  last(): ShownSms;
  /** Titles of the buttons or rows of the newest message. */
  choices(): string[];
}

const publicUrl = 'https://anna.example';
const customersBot = '101:customers';
const staffBot = '102:staff';

/** Opens a bakery on a Monday morning. */
export async function openShop({
  at = Date.parse('2027-03-01T11:00:00+03:00'),
  language = 'en',
  env = {} as Record<string, string>,
  /** Instead of those in `bot/channels/`. */
  doors = undefined as ReadonlyMap<string, ChannelFile> | undefined,
} = {}): Promise<WholeShop> {
  const clock = fixedClock(at);
  const telegram = await startTelegram({ now: clock.now });
  const twilio = await startTwilio({ now: clock.now });
  telegram.addBot({ token: customersBot, username: 'anna_cakes_bot' });
  telegram.addBot({ token: staffBot, username: 'anna_team_bot' });
  twilio.hooks({ messages: `${publicUrl}/twilio/sms`, calls: `${publicUrl}/twilio/voice`, callStatus: `${publicUrl}/twilio/voice/status` });
  const db = await openTestStore();
  const folder = mkdtempSync(join(tmpdir(), 'anna-shop-'));
  const given = { ...settings(telegram, twilio, db.url, language), DATA_DIR: folder, ...env };
  const start = async () => {
    const started = await startAnna(readConfig(given), clock.now, doors);
    for (const world of [telegram, twilio]) world.route(publicUrl, `http://127.0.0.1:${started.port}`);
    return started;
  };
  twilio.hooks({ messages: `${publicUrl}/twilio/sms`, whatsapp: `${publicUrl}/twilio/whatsapp` });
  let anna = await start();
  onTestFinished(async () => {
    await anna.stop();
    await Promise.all([telegram.close(), twilio.close(), db.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const settle = async () => {
    anna.tick();
    await anna.idle();
    await twilio.idle();
    await anna.idle();
  };
  return {
    get anna() {
      return anna;
    },
    ...{ telegram, twilio, clock, store: db.store },
    client: (firstName) => phone(telegram.person({ firstName, languageCode: language }), settle),
    caller(number, firstName = number) {
      const person = twilio.person(number, firstName);
      return { sms: texting(person, settle), whatsapp: texting(person.onWhatsApp(), settle) };
    },
    async colleague(firstName, ...roles) {
      const by = { kind: 'system' } as const;
      const { code } = await anna.store.tx((tx) =>
        inviteStaff(tx, { name: firstName, roles, language: language === 'ru' ? 'ru' : 'en', by, now: clock.now() }),
      );
      const colleague = phone(telegram.person({ firstName, languageCode: language }).in(staffBot), settle);
      await colleague.says(`/start ${code}`);
      return colleague;
    },
    async passes(ms) {
      clock.advance(ms);
      await settle();
    },
    env: () => given,
    async restarts() {
      await anna.stop();
      anna = await start();
      await settle();
    },
  };
}

/** What a shop with WhatsApp adds to its settings. */
export const byWhatsapp = { TWILIO_WHATSAPP_FROM: '+14155238886' };

const settings = (telegram: FakeTelegram, twilio: FakeTwilio, databaseUrl: string, language: string) => ({
  PORT: '0',
  PUBLIC_URL: publicUrl,
  DATABASE_URL: databaseUrl,
  SECRET: 'not a secret, only long enough to be one',
  TELEGRAM_BOT_TOKEN: customersBot,
  TELEGRAM_STAFF_BOT_TOKEN: staffBot,
  TELEGRAM_API_ROOT: telegram.url,
  TWILIO_ACCOUNT_SID: twilio.accountSid,
  TWILIO_AUTH_TOKEN: twilio.authToken,
  TWILIO_SMS_FROM: '+15005550006',
  TWILIO_API_ROOT: twilio.url,
  SHOP_LANGUAGE: language,
  WEBHOOK_ADDRESSES: '127.0.0.1',
});

function texting(person: TwilioPerson, settle: () => Promise<void>): Texting {
  const sends = async ({ answered }: Texted) => {
    const status = (await answered)?.status;
    if (status !== 200) throw new Error(`What ${person.name} sent was answered ${status ?? 'not at all'}`);
    await settle();
  };
  return {
    person,
    sends,
    says: (text) => sends(person.texts(text)),
    presses: (title) => sends(person.presses(title)),
    async opens() {
      await person.opensChat();
      await settle();
    },
    last: () => person.last(),
    choices: () => [...person.last().buttons, ...(person.last().list?.items ?? [])].map(({ title }) => title),
  };
}

function phone(person: FakePerson, settle: () => Promise<void>): Phone {
  const find = (words: string | RegExp): ShownMessage => {
    const found = person.chat().findLast(({ from, text }) => from === 'bot' && matches(words, text));
    if (!found) throw new Error(`${person.who.firstName} does not see ${String(words)}, but:\n${person.transcript()}`);
    return found;
  };
  return {
    person,
    async says(text) {
      await person.sends(text).acknowledged;
      await settle();
    },
    async presses(label) {
      const { message, button } = findButton(person, label);
      const pressed = person.pressesOn(message.id, button);
      await pressed.acknowledged;
      const { text } = await pressed.answered;
      await settle();
      return text;
    },
    sees: find,
    buttonsOn: (words) => labelsOf(find(words)),
  };
}

const labelsOf = (message: ShownMessage): string[] => message.buttons.flat().map(({ text }) => text);

function findButton(person: FakePerson, label: string | RegExp): { message: ShownMessage; button: string } {
  const fits = (text: string) => (typeof label === 'string' ? text === label || text.startsWith(label) : label.test(text));
  for (const message of person.chat().reverse()) {
    const button = labelsOf(message).find(fits);
    if (button !== undefined) return { message, button };
  }
  throw new Error(`${person.who.firstName} sees no button ${String(label)}:\n${person.transcript()}`);
}
