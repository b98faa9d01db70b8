import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asc, eq, ne } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import { allergies, clients, identities } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import { events } from '../../db/schema/work.ts';
import { getShop, saveShop } from '../../flows/shop.ts';
import { makeSource } from '../../flows/sources/make-source.ts';
import { days } from '../../notifications/time.ts';
import { openShop, type WholeShop } from '../whole-shop.ts';
import { openForm, told } from './order-form.ts';

const cake = new URL('../../flows/presets/bakery/pictures/bento.jpg', import.meta.url);

const allOrders = ({ store }: WholeShop) => store.read.select().from(orders).orderBy(asc(orders.id));

test('a form that was sent is an order that the manager sees at once, with the source and what was agreed', async () => {
  const shop = await openShop();
  const manager = await shop.colleague('Olga', 'manager');
  await shop.store.tx((tx) => makeSource(tx, { title: 'Flyer, spring', by: { kind: 'system' }, now: shop.clock.now() }));
  const form = await openForm(shop, '&src=flyer-spring');
  const sent = await form.sends({ source: 'flyer-spring', utm: { utm_source: 'vk' }, wishes: 'Less sugar' });

  expect(sent).toMatchObject({ status: 200, told: { number: 1, link: expect.stringMatching(/^\/o\//) } });
  expect(manager.sees('No. 1').text).toContain('Source: Flyer, spring');
  const [order] = await allOrders(shop);
  expect(order).toMatchObject({
    contactName: 'Mary',
    contactPhone: '+79123456789',
    wishes: 'Less sugar',
    source: 'flyer-spring',
    allergiesAsked: true,
  });
  expect(order?.agreed?.total).toBe(order?.total);
  const [placed] = await shop.store.read.select().from(events).where(eq(events.type, 'order.placed'));
  expect(placed?.data.utm).toEqual({ utm_source: 'vk' });
  const [client] = await shop.store.read.select().from(clients);
  expect(client).toMatchObject({ name: 'Mary', consents: { data: expect.any(Number) }, ordersCount: 1 });
});

test('a form with an extension, a remark and a second phone keeps them all beside the number', async () => {
  const shop = await openShop();
  const manager = await shop.colleague('Olga', 'manager');
  const form = await openForm(shop);
  expect(await form.sends({ phone: '+1 201 555 0123 x12, after 6, or +1 201 555 0124' })).toMatchObject({ status: 200 });
  const note = 'ext. 12, after 6, or +1 201 555 0124';
  expect((await allOrders(shop))[0]).toMatchObject({ contactPhone: '+12015550123', contactNote: note });
  expect(manager.sees('No. 1').text).toContain(`+1 201 555 0123 · ${note}`);
  expect(await form.sends({ phone: 'after 6 please' })).toMatchObject({ status: 422, told: { field: 'phone' } });
});

test('the form is priced by the same rules as the order it becomes', async () => {
  const shop = await openShop();
  const form = await openForm(shop);
  const { items, fulfilment } = { ...form.filled(), fulfilment: 'delivery' } as Record<string, unknown>;
  const price = await told<{ total: string; lines: unknown[] }>(
    form.browser.post('/order/price?lang=en', { items, fulfilment, language: 'en' }),
  );
  const placed = await form.sends({ fulfilment: 'delivery', address: '5 Tverskaya, flat 12' });

  expect(placed.told.total).toBe(price.total);
  expect(price.lines).toHaveLength(1);
});

test('a double submit and a repeat after a lost answer are one order', async () => {
  const shop = await openShop();
  const form = await openForm(shop);
  const answers = await Promise.all([form.sends(), form.sends(), form.sends({ name: 'Somebody else' })]);
  const again = await form.sends();

  expect([...answers, again].map((answer) => answer.told.number)).toEqual([1, 1, 1, 1]);
  expect(await allOrders(shop)).toHaveLength(1);
  expect(await shop.store.read.select().from(clients)).toHaveLength(1);
});

test('a time that was taken meanwhile is answered with the nearest free one', async () => {
  const shop = await openShop();
  await shop.store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1 }));
  const [first, second] = [await openForm(shop), await openForm(shop)];
  await first.sends();
  const taken = await second.sends({ phone: '+7 912 345-67-80' });

  expect(taken.status).toBe(409);
  expect(taken.told.why).toBe('There are no places left on this day.');
  expect(taken.told.nearest.from).toBeGreaterThan(second.days[0]?.slots[0]?.from ?? 0);
  expect(await second.sends({ phone: '+7 912 345-67-80', dueAt: taken.told.nearest.from })).toMatchObject({
    status: 200,
    told: { number: 2 },
  });
});

test('allergies are sealed and kept only with consent; without it a manager asks', async () => {
  const shop = await openShop();
  const words = { allergies: 'some', allergyText: 'peanuts' };
  await (await openForm(shop)).sends({ ...words, allergyConsent: true });
  await (await openForm(shop)).sends({ ...words, allergyConsent: false });

  const kept = await shop.store.read.select().from(allergies);
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain('peanuts');
  expect((await allOrders(shop)).map(({ allergiesAsked }) => allergiesAsked)).toEqual([true, false]);
});

test('a picture is known by its content, belongs to its form and comes to the order', async () => {
  const shop = await openShop();
  const [form, other] = [await openForm(shop), await openForm(shop)];
  const send = (bytes: Uint8Array) => form.browser.post(`/order/photo?ticket=${form.ticket}`, bytes);
  expect((await send(Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(415);
  const { photo } = await told<{ photo: string }>(send(await readFile(cake)));

  expect((await form.browser.get(`/order/photo/${form.ticket}/${photo}`)).headers.get('content-type')).toBe('image/jpeg');
  expect((await form.browser.get(`/order/photo/${other.ticket}/${photo}`)).status).toBe(404);
  const ofOrders = () => shop.store.read.select().from(attachments).where(ne(attachments.purpose, 'unsent'));
  await other.sends({ photos: [photo] });
  expect(await ofOrders()).toEqual([]);
  await form.sends({ photos: [photo] });
  expect(await ofOrders()).toMatchObject([{ orderId: 2, purpose: 'reference', file: photo.split('~')[0] }]);
});

test('what came with a form that was never sent is taken away after three days, but not what an order shows or the shop sells', async () => {
  const shop = await openShop();
  const form = await openForm(shop);
  const bring = (bytes: Uint8Array) => form.browser.post(`/order/photo?ticket=${form.ticket}`, bytes);
  const [sold, own, pdf] = [
    await readFile(cake),
    Buffer.concat([await readFile(cake), Buffer.from('own')]),
    Buffer.from('%PDF-1.4\n%%EOF'),
  ];
  const { photo } = await told<{ photo: string }>(bring(own));
  await bring(Buffer.concat([sold, Buffer.from('never sent')]));
  await bring(sold);
  expect((await bring(pdf)).status).toBe(415);
  await form.sends({ photos: [photo] });
  const lies = (bytes: Uint8Array, type = 'jpg') => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    return existsSync(join(shop.env().DATA_DIR ?? '', 'files', hash.slice(0, 2), `${hash}.${type}`));
  };
  const all = () => [lies(own), lies(Buffer.concat([sold, Buffer.from('never sent')])), lies(sold), lies(pdf, 'pdf')];

  await shop.passes(days(2));
  expect(all()).toEqual([true, true, true, true]);
  await shop.passes(days(2));
  await expect.poll(all).toEqual([true, false, true, false]);
  expect((await shop.store.read.select().from(attachments)).map(({ purpose }) => purpose)).toEqual(['reference']);
});

test.each([
  ['name', { name: '  ' }],
  ['phone', { phone: '123' }],
  ['address', { fulfilment: 'delivery', address: '?' }],
  ['consent', { consent: false }],
])('what is wrong is told by its field, and nothing is written: %s', async (field, news) => {
  const shop = await openShop();
  const form = await openForm(shop);
  expect(await form.sends(news)).toMatchObject({ status: 422, told: { field, why: expect.stringMatching(/\w/) } });
  expect(await shop.store.read.select().from(clients)).toEqual([]);
});

test('machines are kept out: no work done, the hidden field filled in, a foreign ticket, a foreign site, too many at once', async () => {
  const shop = await openShop();
  const form = await openForm(shop);
  expect((await form.sends({ work: 0 })).status).toBe(400);
  expect((await form.sends({ website: 'https://spam.example' })).status).toBe(400);
  expect((await form.sends({ ticket: `${form.ticket.slice(0, -1)}!` })).status).toBe(400);
  expect((await form.browser.post('/chat/order', form.filled(), { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  let last = 0;
  for (let i = 0; i < 12; i++) last = (await form.sends({ work: 0 })).status;
  expect(last).toBe(429);
  expect(await allOrders(shop)).toEqual([]);
});

test('a second form of the same browser is the same client’s, whatever number is typed; another browser’s is somebody else’s', async () => {
  const shop = await openShop();
  const { browser } = await openForm(shop);
  for (const phone of ['+7 912 345-67-89', '+7 912 345-67-80']) await (await openForm(shop, '', browser)).sends({ phone });
  await (await openForm(shop)).sends();

  expect((await allOrders(shop)).map(({ clientId }) => clientId)).toEqual([1, 1, 2]);
  const known = await shop.store.read.select().from(identities).where(eq(identities.clientId, 1));
  expect(known).toHaveLength(1);
});

test('the page says without JavaScript how to order, and only when asked for may another site frame it', async () => {
  const shop = await openShop();
  const { page, browser } = await openForm(shop);
  expect(page).toMatch(/<noscript>[\s\S]*Please switch on JavaScript/);
  expect((await browser.get('/order')).headers.get('x-frame-options')).toBe('SAMEORIGIN');
  const framed = await browser.get('/order?embed');
  expect(framed.headers.get('x-frame-options')).toBeNull();
  expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors *');
  await shop.store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), embedOrigins: ['https://cakes.example'] }));
  const named = await browser.get('/order?embed');
  expect(named.headers.get('content-security-policy')).toContain("frame-ancestors 'self' https://cakes.example");
});
