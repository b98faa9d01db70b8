import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openFiles } from '../../db/files.ts';
import { clients, identities } from '../../db/schema/people.ts';
import { attachments, messages } from '../../db/schema/talk.ts';
import { events } from '../../db/schema/work.ts';
import { sendMessage } from '../../flows/messages/send-message.ts';
import type { Message } from '../../notifications/message.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { byWhatsapp, openShop, type WholeShop } from '../whole-shop.ts';

const phone = '+79161234567';
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Пётр Иванов\r\nTEL;TYPE=CELL;waid=79160000002:+7 916 000-00-02\r\nEND:VCARD\r\n';

async function withMaria() {
  const shop = await openShop({ language: 'ru', env: byWhatsapp });
  const { whatsapp, sms } = shop.caller(phone, 'Мария');
  await whatsapp.says('Привет!');
  return { shop, whatsapp, sms };
}

/** What the shop sends by itself, and what became of it. */
async function send(shop: WholeShop, message: Message, channel = 'whatsapp') {
  const [to] = await shop.store.read.select().from(identities).where(eq(identities.channel, channel));
  if (!to) throw new Error(`Nobody is on ${channel}`);
  const id = await shop.store.tx((tx) => sendMessage(tx, { to, message, clientId: to.clientId ?? undefined, now: shop.clock.now() }));
  await shop.passes(0);
  const read = async () => (await shop.store.read.select().from(messages).where(eq(messages.id, id)))[0];
  return { id, read };
}

const typesOf = async ({ store }: WholeShop) => (await store.read.select({ type: events.type }).from(events)).map(({ type }) => type);

test('delivered and read are seen on the message, and a late “sent” changes neither', { timeout: 30_000 }, async () => {
  const { shop, whatsapp } = await withMaria();
  const { read } = await send(shop, { text: 'Ваш заказ готов' });
  expect(await read()).toMatchObject({ state: 'delivered' });
  await whatsapp.opens();
  expect(await read()).toMatchObject({ state: 'read' });
  shop.twilio.fate({ order: ['read', 'delivered', 'sent'], repeats: 2 });
  const { read: another } = await send(shop, { text: 'Ещё раз' });
  expect(await another()).toMatchObject({ state: 'read' });
  expect(shop.twilio.violations).toEqual([]);
});

test('within 24 hours words go free; after that only an approved form goes, and without one nothing pretends to have been sent', {
  timeout: 30_000,
}, async () => {
  const { shop, whatsapp } = await withMaria();
  await shop.passes(hours(24) - minutes(2));
  const inside = await send(shop, { text: 'Завтра в 12:00 ждём вас.' });
  expect(await inside.read()).toMatchObject({ state: 'delivered' });
  await shop.passes(minutes(2));
  const outside = await send(shop, { text: 'Завтра в 12:00 ждём вас.' });
  expect(await outside.read()).toMatchObject({ state: 'failed', reason: 'window-closed' });

  shop.twilio.approveAll();
  await shop.passes(minutes(10));
  const approved = await send(shop, { text: 'Завтра в 12:00\nждём вас.' });
  expect(await approved.read()).toMatchObject({ state: 'delivered' });
  expect(whatsapp.last()).toMatchObject({
    template: true,
    text: 'Здравствуйте! Вам пишет Кондитерская «Анна»: Завтра в 12:00 ждём вас. — Ответить можно прямо здесь.',
  });
  await whatsapp.says('спасибо');
  const again = await send(shop, { text: 'Завтра в 12:00\nждём вас.' });
  expect(await again.read()).toMatchObject({ state: 'delivered' });
  expect(whatsapp.last()).toMatchObject({ template: false, text: 'Завтра в 12:00\nждём вас.' });
  expect(shop.twilio.violations).toEqual([]);
});

test('a long text goes in pieces with the buttons on the last; a picture is fetched from us by a link that ends', {
  timeout: 30_000,
}, async () => {
  const { shop, whatsapp } = await withMaria();
  const before = whatsapp.person.chat().length;
  await send(shop, { text: 'слово '.repeat(700), buttons: [[{ label: 'Да', data: 'y' }]] });
  const pieces = whatsapp.person.chat().slice(before);
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.map(({ buttons }) => buttons.length).filter(Boolean)).toEqual([1]);
  expect(pieces.at(-1)?.buttons).toHaveLength(1);

  const picture = await openFiles(join(shop.anna.config.dataDir, 'files')).keep(png);
  await send(shop, { text: 'Такой?', picture });
  expect(whatsapp.last()).toMatchObject({ text: 'Такой?', media: [expect.stringContaining('/twilio/media/')] });
  const [link = ''] = whatsapp.last().media;
  const local = link.replace('https://anna.example', `http://127.0.0.1:${shop.anna.port}`);
  expect((await fetch(local)).headers.get('content-type')).toBe('image/png');
  expect((await fetch(local.replace(/sign=./, 'sign=_'))).status).toBe(404);
  shop.clock.advance(hours(25));
  expect((await fetch(local)).status).toBe(404);
  expect(shop.twilio.violations).toEqual([]);
});

test('choices that no button holds are a numbered menu, and so is what Twilio does not take', { timeout: 30_000 }, async () => {
  const { shop, whatsapp } = await withMaria();
  const long = 'Очень длинное название, которое не помещается ни в кнопку, ни в строку списка, ни в слова под ней';
  await send(shop, { text: 'Что?', buttons: [[{ label: long, data: 'a' }]] });
  expect(whatsapp.last().text).toBe(`Что?\n\n1. ${long}`);
  shop.twilio.fail({ with: '403', method: 'CreateContent' });
  await send(shop, { text: 'Что?', buttons: [['а', 'б', 'в', 'г', 'д'].map((label) => ({ label, data: label }))] });
  expect(whatsapp.last().text).toContain('5. д');
});

test('a picture, a place and a contact are taken; what runs is not', { timeout: 30_000 }, async () => {
  const { shop, whatsapp } = await withMaria();
  await whatsapp.sends(whatsapp.person.sendsMedia(png, 'image/png', 'Вот такой'));
  await whatsapp.sends(whatsapp.person.sendsPlace(55.75, 37.61, 'Дом'));
  await whatsapp.sends(whatsapp.person.sendsMedia(Buffer.from(card), 'text/vcard'));
  await whatsapp.sends(whatsapp.person.sendsMedia(Buffer.from('MZ'), 'application/x-msdownload'));
  const files = await shop.store.read.select().from(attachments);
  expect(files).toMatchObject([{ kind: 'photo', mime: 'image/png', file: expect.stringMatching(/\.png$/), failure: null }]);
  const lines = (await shop.store.read.select().from(messages)).filter(({ direction }) => direction === 'in').map(({ text }) => text);
  expect(lines.slice(1)).toEqual([
    '📎 photo Вот такой',
    '📍 55.75, 37.61 Дом',
    '☎ Пётр Иванов +7 916 000-00-02',
    '(application/x-msdownload)',
  ]);
});

test('the same message brought five times at once is heard once', { timeout: 30_000 }, async () => {
  const { shop, whatsapp } = await withMaria();
  shop.twilio.repeatInbound(5);
  await whatsapp.says('Сколько стоит торт?');
  const lines = (await shop.store.read.select().from(messages)).filter(({ text }) => text === 'Сколько стоит торт?');
  expect(lines).toHaveLength(1);
});

test('“stop” takes back the agreement to advertisements and closes the chat, “start” gives both back', { timeout: 30_000 }, async () => {
  const { shop, whatsapp } = await withMaria();
  await shop.store.tx((tx) => tx.update(clients).set({ consents: { data: 1, marketing: 1 } }));
  const consents = async () => Object.keys((await shop.store.read.select().from(clients))[0]?.consents ?? {}).sort();
  await whatsapp.says('Стоп');
  expect(whatsapp.last().text).toContain('больше не будем писать');
  expect(await consents()).toEqual(['data']);
  const { read } = await send(shop, { text: 'Скидки!' });
  expect(await read()).toMatchObject({ state: 'skipped', reason: 'closed: stopped' });
  await whatsapp.says('старт');
  expect(whatsapp.last().text).toContain('Снова на связи');
  expect(await consents()).toEqual(['data', 'marketing']);
  expect(await typesOf(shop)).toEqual(expect.arrayContaining(['client.opted-out', 'client.opted-in']));
});

test('by SMS only the word that Twilio knows opens what it has closed', { timeout: 30_000 }, async () => {
  const shop = await openShop({ language: 'ru' });
  const { sms } = shop.caller(phone);
  await sms.says('меню');
  await sms.says('STOP');
  const { read } = await send(shop, { text: 'Заказ готов' }, 'sms');
  expect(await read()).toMatchObject({ state: 'skipped', reason: 'closed: opted-out' });
  const before = shop.twilio.sent(phone).length;
  await sms.says('где мой торт?');
  expect(shop.twilio.sent(phone)).toHaveLength(before);
  await sms.says('START');
  await sms.says('меню');
  expect(sms.last().text).toContain('Чем помочь');
  expect(shop.twilio.violations).toEqual([]);
});

test('a Mexican number is one client, however WhatsApp writes it, and is answered as it came', { timeout: 30_000 }, async () => {
  const shop = await openShop({ language: 'en', env: byWhatsapp });
  const odd = shop.caller('+5215512345678', 'Lucía').whatsapp;
  await odd.says('Hello');
  expect(odd.last().text).toContain('Anna');
  await shop.caller('+525512345678', 'Lucía').sms.says('menu');
  expect(await shop.store.read.select().from(clients)).toMatchObject([{ phone: '+525512345678' }]);
  expect((await shop.store.read.select().from(identities)).map(({ address }) => address)).toEqual(
    expect.arrayContaining(['+5215512345678', '+525512345678']),
  );
});
