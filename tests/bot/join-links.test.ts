import { asc } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import { clients, joins } from '../../db/schema/people.ts';
import { outbox, tasks } from '../../db/schema/work.ts';
import { findDuplicates } from '../../flows/clients/find-duplicates.ts';
import { joinCode } from '../../flows/clients/join-code.ts';
import { getClient } from '../../flows/clients/load-client.ts';
import { findMerges, undoMerge } from '../../flows/clients/undo-merge.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { byWhatsapp, openShop, type Phone, type WholeShop } from '../whole-shop.ts';
import { type Browser, openBrowser } from './browser.ts';
import { openForm, type Told, told } from './order-form.ts';

const annas = '+79161234567';
const patience = { timeout: 60_000 };

const open = () => openShop({ env: byWhatsapp });
const all = ({ store }: WholeShop) => store.read.select().from(clients).orderBy(asc(clients.id));
const left = async (shop: WholeShop) => (await all(shop)).filter(({ mergedInto }) => mergedInto === null).map(({ id }) => id);
const payloadOf = (url: string) => decodeURIComponent(/start=([\w-]+)/.exec(url)?.[1] ?? '');

type Ordered = { browser: Browser; told: Told & { onward: { to: string; url: string }[] } };

/** Mary orders by the form; her browser has the chat from then on. */
async function orders1(shop: WholeShop): Promise<Ordered> {
  const form = await openForm(shop);
  const sent = await form.sends({ phone: annas });
  return { browser: form.browser, told: sent.told as Ordered['told'] };
}

const linkFor = ({ told: { onward } }: Ordered, to: string) => onward.find((each) => each.to === to)?.url ?? '';
/** Says yes, and shows by the button of Telegram that the number is theirs. */
async function confirms(shop: WholeShop, phone: Phone, number = annas): Promise<void> {
  await phone.presses('Yes, it’s me');
  await shares(shop, phone, number);
}

async function shares(shop: WholeShop, { person }: Phone, number = annas, own = true): Promise<void> {
  await person.sharesContact(number.slice(1), own).acknowledged;
  await shop.passes(0);
}

const opens = (phone: Phone, url: string) => phone.says(`/start ${payloadOf(url)}`);

describe('who ordered by the form', () => {
  test('goes on in Telegram by the link on the page: the order is there, and a colleague can undo it', patience, async () => {
    const shop = await open();
    const form = await orders1(shop);
    const mary = shop.client('Masha');
    const link = await form.browser.get('/chat/on/telegram', { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36' });
    await opens(mary, link.headers.get('location') ?? '');
    expect(mary.sees('Was that you?').text).toMatch(/at 11:00 .* from chat on the site, Chrome, Windows/);
    await mary.presses('Yes, it’s me');
    await shares(shop, mary);
    mary.sees('Done!');
    expect(
      mary.person
        .chat()
        .at(-1)
        ?.buttons.flat()
        .map(({ text }) => text),
    ).not.toContain('▶ Continue');
    await mary.presses('📦 My orders');
    mary.sees('No. 1');
    expect(await left(shop)).toEqual([1]);

    const [merge] = await findMerges(shop.store.read, 1);
    const undo = { mergeId: merge?.id ?? 0, by: { kind: 'system' }, now: shop.clock.now() } as const;
    await shop.store.tx((tx) => undoMerge(tx, undo));
    expect(await left(shop)).toEqual([1, 2]);
    await mary.says('/orders');
    expect(mary.person.chat().at(-1)?.text).not.toContain('No. 1');
  });

  test('hears in the chat on the site that Telegram was connected', patience, async () => {
    const shop = await open();
    const form = await orders1(shop);
    const mary = shop.client('Masha');
    await opens(mary, linkFor(form, 'telegram'));
    await confirms(shop, mary);
    expect(JSON.stringify(await told(form.browser.get('/chat/updates')))).toContain('goes on in Telegram now');
  });

  test('goes on in WhatsApp by the words that its link types', patience, async () => {
    const shop = await open();
    const url = new URL(linkFor(await orders1(shop), 'whatsapp'));
    expect(url.host + url.pathname).toBe('wa.me/14155238886');
    const { whatsapp } = shop.caller(annas, 'Masha');
    await whatsapp.says(url.searchParams.get('text') ?? '');
    expect(whatsapp.last().text).toContain('Was that you?');
    await whatsapp.presses('Yes, it’s me');
    expect(whatsapp.choices()).toContain('📦 My orders');
    expect(await left(shop)).toEqual([1]);
    expect(await getClient(shop.store.read, 1)).toMatchObject({ phone: annas, phoneConfirmedAt: expect.any(Number) });
    expect(shop.twilio.violations).toEqual([]);
  });

  test('finds the same on the page of the order in that browser', patience, async () => {
    const shop = await open();
    const { browser, told: order } = await orders1(shop);
    const token = order.link.slice('/o/'.length);
    expect(await told<object>(browser.get(`${order.link}/state?lang=en`))).toMatchObject({ onward: ['telegram', 'whatsapp'] });
    const answer = await browser.get(`/chat/on/telegram?order=${token}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const mary = shop.client('Masha');
    await opens(mary, answer.headers.get('location') ?? '');
    await confirms(shop, mary);
    expect(await left(shop)).toEqual([1]);
  });
});

describe('a link', () => {
  test('of the chat is offered in its menu, and by SMS to whoever has ordered', patience, async () => {
    const shop = await open();
    const browser = openBrowser(`http://127.0.0.1:${shop.anna.port}`);
    await browser.get('/chat?lang=en');
    await browser.post('/chat/start', { id: 'first-start', payload: '' });
    await shop.passes(0);
    await browser.post('/chat/send', { id: 'a-message-1', text: 'Continue in a messenger' });
    await shop.passes(0);
    const words = JSON.stringify(await told(browser.get('/chat/updates')));
    expect(words).toContain('📲 Continue in a messenger');
    const url = /https:\/\/t\.me\/anna_cakes_bot\?start=join-[\w-]+/.exec(words)?.[0] ?? '';
    const mary = shop.client('Masha');
    await opens(mary, url);
    await mary.presses('Yes, it’s me');
    expect(await left(shop)).toEqual([1]);
  });

  test('is good once, and for an hour; a forged one for nobody', patience, async () => {
    const shop = await open();
    const form = await orders1(shop);
    const [mary, stranger] = [shop.client('Masha'), shop.client('Mallory')];
    const late = await form.browser.get('/chat/on/telegram');
    await opens(mary, linkFor(form, 'telegram'));
    await confirms(shop, mary);
    await opens(stranger, linkFor(form, 'telegram'));
    stranger.sees('no longer works');
    await shop.passes(hours(1) + minutes(2));
    await opens(stranger, late.headers.get('location') ?? '');
    stranger.sees('no longer works');
    const good = joinCode({ of: 'client', id: 1, asked: { channel: 'web', device: '51' } }, shop.clock.now());
    for (const code of [
      good.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      good.replace('join-1-', 'join-2-'),
      'join-',
      'join-1-1-c1',
    ])
      await stranger.says(`/start ${code}`);
    expect(stranger.person.chat().filter(({ from, text }) => from === 'bot' && text.includes('Was that you'))).toEqual([]);
    expect(await left(shop)).toEqual([1, 3]);
    expect(await shop.store.read.select().from(joins)).toHaveLength(1);
  });

  test('opened by two at once lets in one', patience, async () => {
    const shop = await open();
    const form = await orders1(shop);
    const [one, other] = [shop.client('Masha'), shop.client('Mallory')];
    for (const each of [one, other]) await opens(each, linkFor(form, 'telegram'));
    await confirms(shop, one);
    await other.presses('Yes, it’s me');
    other.sees('no longer works');
    expect(await left(shop)).toEqual([1, 3]);
  });

  test('that was sent to somebody else on purpose asks first, and “no” changes nothing', patience, async () => {
    const shop = await open();
    const form = await orders1(shop);
    const anna = shop.client('Anna');
    await opens(anna, linkFor(form, 'telegram'));
    await anna.presses('No');
    anna.sees('nothing changes');
    await anna.says('/orders');
    expect(anna.person.transcript()).not.toContain('No. 1');
    expect(await left(shop)).toEqual([1, 2]);
  });

  test('shows a stranger nothing of whose it is, and no order without the number', patience, async () => {
    const shop = await open();
    const form = await orders1(shop);
    const mallory = shop.client('Mallory');
    await opens(mallory, linkFor(form, 'telegram'));
    await mallory.presses('Yes, it’s me');
    await mallory.says('+7 916 123-45-67');
    mallory.sees('confirms nothing');
    await shares(shop, mallory, annas, false);
    mallory.sees('confirms nothing');
    await shares(shop, mallory, '+79030000009');
    mallory.sees('A manager will check');
    await mallory.says('/orders');
    expect(
      mallory.person
        .chat()
        .filter(({ from }) => from === 'bot')
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/Mary|67|No\. 1\b/);
    expect(await left(shop)).toEqual([1, 2]);
  });

  test('made by a stranger who typed somebody’s number leaves that browser with nothing of hers', patience, async () => {
    const shop = await open();
    const mallorys = await orders1(shop);
    const victim = shop.client('Olga');
    await opens(victim, linkFor(mallorys, 'telegram'));
    expect(victim.sees('Was that you?').text).not.toMatch(/Mary|67/);
    await confirms(shop, victim);
    await victim.says('/operator');
    await victim.says('My door code is 12K');
    expect((await mallorys.browser.get('/chat/on/telegram')).status).toBe(404);
    await mallorys.browser.post('/chat/send', { id: 'a-message-1', text: 'My orders' });
    await shop.passes(0);
    const seen = JSON.stringify(await told(mallorys.browser.get('/chat/updates')));
    expect(seen).not.toContain('12K');
    expect(seen).toContain('There are no orders in this chat yet');
  });

  test('of a chat without orders goes on with what the opener is called here, not with what was typed there', patience, async () => {
    const shop = await open();
    const browser = openBrowser(`http://127.0.0.1:${shop.anna.port}`);
    await browser.get('/chat?lang=en');
    await browser.post('/chat/start', { id: 'first-start', payload: '' });
    await browser.post('/chat/contact', { id: 'my-number-1', phone: annas });
    await shop.passes(0);
    const answer = await browser.get('/chat/on/telegram');
    const olga = shop.client('Olga');
    await opens(olga, answer.headers.get('location') ?? '');
    await olga.presses('Yes, it’s me');
    expect(await left(shop)).toEqual([1]);
    expect(await getClient(shop.store.read, 1)).toMatchObject({ name: 'Olga', phone: null });
  });

  test('from WhatsApp asks in Telegram for the number that WhatsApp vouches for', patience, async () => {
    const shop = await open();
    const { whatsapp } = shop.caller(annas, 'Masha');
    await whatsapp.says('Hello');
    await whatsapp.says('/continue');
    const url = /https:\/\/t\.me\/anna_cakes_bot\?start=join-[\w-]+/.exec(whatsapp.last().text)?.[0] ?? '';
    const [mallory, mary] = [shop.client('Mallory'), shop.client('Masha')];
    await opens(mallory, url);
    expect(mallory.sees('Was that you?').text).toContain('from WhatsApp');
    await mallory.presses('Yes, it’s me');
    mallory.sees('owner of their number');
    await opens(mary, url);
    await confirms(shop, mary);
    expect(await left(shop)).toEqual([1, 2]);
    expect((await all(shop)).map(({ mergedInto }) => mergedInto)).toEqual([null, null, 1]);
  });

  test('opened by a client with orders of their own makes two cards one only through a colleague', patience, async () => {
    const shop = await open();
    const manager = await shop.colleague('Olga', 'manager');
    const form = await orders1(shop);
    const anna = shop.client('Anna');
    await anna.says('/operator');
    await anna.says('A question');
    await opens(anna, linkFor(form, 'telegram'));
    await anna.presses('Yes, it’s me');
    anna.sees('A manager will check');
    await anna.says('/orders');
    expect(anna.person.chat().at(-1)?.text).not.toContain('No. 1');
    expect(await left(shop)).toEqual([1, 2]);
    expect(await shop.store.read.select().from(tasks)).toContainEqual(
      expect.objectContaining({ origin: 'join:1:2', title: expect.objectContaining({ en: expect.stringContaining('No. 1 and No. 2') }) }),
    );
    for (const [id, other] of [
      [1, 2],
      [2, 1],
    ] as const)
      expect(await findDuplicates(shop.store.read, await getClient(shop.store.read, id))).toMatchObject([
        { client: { id: other }, why: 'link' },
      ]);
    await manager.says('/today');
    manager.sees('one person');
  });

  test('of an order, which may have been passed on, shows no name and joins nobody by itself', patience, async () => {
    const shop = await open();
    const { told: order } = await orders1(shop);
    const stranger = openBrowser(`http://127.0.0.1:${shop.anna.port}`);
    const answer = await stranger.get(`/chat/on/telegram?order=${order.link.slice('/o/'.length)}`);
    const anna = shop.client('Anna');
    await opens(anna, answer.headers.get('location') ?? '');
    expect(anna.sees('order No. 1').text).not.toMatch(/Mary|67/);
    await anna.presses('Yes, it’s me');
    anna.sees('A manager will check');
    expect(await left(shop)).toEqual([1, 2]);
    expect((await shop.store.read.select().from(orders)).map(({ clientId }) => clientId)).toEqual([1]);
  });

  test('is not made for a browser without a chat, nor for a messenger that we do not have', patience, async () => {
    const shop = await openShop();
    const { browser } = await orders1(shop);
    const stranger = openBrowser(`http://127.0.0.1:${shop.anna.port}`);
    expect((await stranger.get('/chat/on/telegram')).status).toBe(404);
    expect((await stranger.get('/chat/on/telegram?order=1.AAAA')).status).toBe(404);
    expect((await browser.get('/chat/on/whatsapp')).status).toBe(404);
    expect((await browser.get('/chat/on/pigeon')).status).toBe(404);
    expect(await shop.store.read.select().from(joins)).toEqual([]);
    expect(await shop.store.read.select().from(outbox)).not.toEqual([]);
  });
});

test('a Telegram that does not answer when Anna starts again takes no link away', patience, async () => {
  const shop = await open();
  shop.telegram.fail({ method: 'getMe', with: '500', times: 1000 });
  await shop.restarts();
  const { told: order } = await orders1(shop);
  expect(order.onward.map(({ to }) => to)).toEqual(['telegram', 'whatsapp']);
});
