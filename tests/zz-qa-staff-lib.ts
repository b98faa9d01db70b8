import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readConfig } from '../config.ts';
import type { Role } from '../db/schema/words.ts';
import { products } from '../db/schema/catalog.ts';
import { asc, eq } from 'drizzle-orm';
import { inviteStaff } from '../flows/staff/invite-staff.ts';
import { placeOrder, type PlaceOrder } from '../flows/orders/place-order.ts';
import { meetCaller } from '../flows/clients/meet-caller.ts';
import { identities, clients } from '../db/schema/people.ts';
import { getShop } from '../flows/shop.ts';
import { instantOf } from '../notifications/time.ts';
import { type Anna, startAnna } from '../main.ts';
import { fixedClock } from './clock.ts';
import { openTestStore } from './database.ts';
import { type FakePerson, startTelegram } from './servers/telegram.ts';
import { startTwilio } from './servers/twilio.ts';
import { matches } from './servers/waiting.ts';

const publicUrl = 'https://anna.example';
const customersBot = '101:customers';
const staffBot = '102:staff';

export async function openQa({ at = Date.parse('2027-03-01T11:00:00+03:00'), language = 'ru' as 'ru' | 'en', oneBot = false } = {}) {
  const clock = fixedClock(at);
  const telegram = await startTelegram({ now: clock.now });
  const twilio = await startTwilio({ now: clock.now });
  telegram.addBot({ token: customersBot, username: 'anna_cakes_bot' });
  if (!oneBot) telegram.addBot({ token: staffBot, username: 'anna_team_bot' });
  const db = await openTestStore();
  const folder = mkdtempSync(join(tmpdir(), 'anna-qa-'));
  const env: Record<string, string> = {
    PORT: '0', PUBLIC_URL: publicUrl, DATABASE_URL: db.url, SECRET: 'not a secret, only long enough to be one',
    TELEGRAM_BOT_TOKEN: customersBot, TELEGRAM_API_ROOT: telegram.url,
    TWILIO_ACCOUNT_SID: twilio.accountSid, TWILIO_AUTH_TOKEN: twilio.authToken, TWILIO_SMS_FROM: '+15005550006', TWILIO_API_ROOT: twilio.url,
    SHOP_LANGUAGE: language, ...(oneBot ? {} : { TELEGRAM_STAFF_BOT_TOKEN: staffBot }),
  };
  const start = async () => {
    const anna = await startAnna(readConfig(env, folder), clock.now);
    for (const world of [telegram, twilio]) world.route(publicUrl, `http://127.0.0.1:${anna.port}`);
    return anna;
  };
  let anna: Anna = await start();
  onTestFinished(async () => {
    await anna.stop();
    await Promise.all([telegram.close(), twilio.close(), db.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const settle = async () => { for (let i = 0; i < 3; i++) { anna.tick(); await anna.idle(); } };
  const qa = {
    get anna() { return anna; }, store: db.store, telegram, twilio, clock, settle,
    async restart() { await anna.stop(); anna = await start(); await settle(); },
    client: (firstName: string) => phone(telegram.person({ firstName, languageCode: language }), settle),
    async invite(name: string, ...roles: Role[]) {
      return db.store.tx((tx) => inviteStaff(tx, { name, roles, language, by: { kind: 'system' }, now: clock.now() }));
    },
    stranger: (firstName: string) => { const p = telegram.person({ firstName, languageCode: language }); return phone(oneBot ? p : p.in(staffBot), settle); },
    async colleague(name: string, ...roles: Role[]) {
      const { code, staffId } = await qa.invite(name, ...roles);
      const c = qa.stranger(name);
      await c.says(`/start ${code}`);
      return Object.assign(c, { id: staffId });
    },
    async order(wish: Partial<PlaceOrder> = {}, who?: { phone?: string; name?: string; telegram?: FakePerson }) {
      const now = clock.now();
      const shop = await getShop(db.store.read);
      const { order } = await db.store.tx(async (tx) => {
        const [mine] = who?.telegram ? await tx.select({ client: clients }).from(identities).innerJoin(clients, eq(clients.id, identities.clientId)).where(eq(identities.address, String(who.telegram.id))) : [];
        const client = mine?.client ?? await meetCaller(tx, { phone: who?.phone ?? '+79123456789', name: who?.name ?? 'Ольга Петрова', language, by: { kind: 'system' }, now });
        const [cake] = await tx.select().from(products).where(eq(products.active, true)).orderBy(asc(products.id)).limit(1);
        const chosen = Object.fromEntries((cake?.options ?? []).map(({ key, choices }) => [key, choices[0]?.key ?? '']));
        return placeOrder(tx, {
          origin: `test ${Math.random()}`, clientId: client.id,
          items: [{ productId: cake?.id ?? 0, amount: cake?.minAmount ?? 0, chosen, inscription: 'Маме' }],
          fulfilment: 'delivery', address: { text: 'ул. Ленина, 5, кв. 12' },
          dueAt: instantOf('2027-03-06', '12:00', shop.timezone), dueUntil: instantOf('2027-03-06', '14:00', shop.timezone),
          contactName: who?.name ?? 'Ольга Петрова', contactPhone: who?.phone ?? '+79123456789', language, by: { kind: 'system' }, now, shop, ...wish,
        });
      });
      anna.tick(); await anna.idle(); await settle();
      return order.id;
    },
    async passes(ms: number) { clock.advance(ms); await settle(); },
  };
  return qa;
}

export type Qa = Awaited<ReturnType<typeof openQa>>;
export type QaPhone = ReturnType<typeof phone>;

function phone(person: FakePerson, settle: () => Promise<void>) {
  const find = (words: string | RegExp) => {
    const found = person.chat().findLast(({ from, text }) => from === 'bot' && matches(words, text));
    if (!found) throw new Error(`${person.who.firstName} does not see ${String(words)}, but:\n${person.transcript()}`);
    return found;
  };
  const labels = (m: ReturnType<typeof find>) => m.buttons.flat().map(({ text }) => text);
  const findButton = (label: string | RegExp) => {
    const fits = (text: string) => (typeof label === 'string' ? text === label || text.startsWith(label) : label.test(text));
    for (const message of person.chat().reverse()) {
      const button = labels(message).find(fits);
      if (button !== undefined) return { message, button };
    }
    throw new Error(`${person.who.firstName} sees no button ${String(label)}:\n${person.transcript()}`);
  };
  return {
    person,
    async does(act: (p: FakePerson) => { acknowledged: Promise<void> }) { await act(person).acknowledged; await settle(); },
    async says(text: string) { await person.sends(text).acknowledged; await settle(); },
    async replies(words: string | RegExp, text: string) { await person.repliesTo(find(words).id, text).acknowledged; await settle(); },
    async presses(label: string | RegExp) {
      const { message, button } = findButton(label);
      const pressed = person.pressesOn(message.id, button);
      await pressed.acknowledged;
      const { text } = await pressed.answered;
      await settle();
      return text;
    },
    async pressesOn(words: string | RegExp, label: string | RegExp) {
      const message = find(words);
      const button = labels(message).find((text) => (typeof label === 'string' ? text.startsWith(label) : label.test(text)));
      if (!button) throw new Error(`no ${String(label)} on ${message.text} [${labels(message).join('|')}]`);
      const pressed = person.pressesOn(message.id, button);
      await pressed.acknowledged;
      const { text } = await pressed.answered;
      await settle();
      return text;
    },
    /** button data, to press later */
    data: (label: string | RegExp) => {
      const { message, button } = findButton(label);
      return { id: message.id, data: message.buttons.flat().find((b) => b.text === button)?.callback_data ?? '' };
    },
    async pressesData({ id, data }: { id: number; data: string }) {
      const pressed = person.pressesData(data, id);
      await pressed.acknowledged;
      const { text } = await pressed.answered;
      await settle();
      return text;
    },
    sees: find,
    buttonsOn: (words: string | RegExp) => labels(find(words)),
    count: (words: string | RegExp) => person.chat().filter(({ from, text }) => from === 'bot' && matches(words, text)).length,
    chatNow: () => person.chat().map((m) => `${m.from === 'bot' ? 'АННА' : person.who.firstName}: ${m.text}${m.buttons.length ? `\n    ${m.buttons.map((r) => r.map((b) => `[${b.text}]`).join(' ')).join('\n    ')}` : ''}`).join('\n'),
  };
}

export const write = (name: string, text: string) => writeFileSync(`/tmp/qa-${name}.txt`, text);
