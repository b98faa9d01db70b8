import { expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import { openShop } from '../whole-shop.ts';
import { type Days, openForm, told } from './order-form.ts';

/** A shop with one order that came by the form, and its secret page. */
async function ordered() {
  const shop = await openShop();
  const manager = await shop.colleague('Olga', 'manager');
  const form = await openForm(shop);
  const { browser } = form;
  const { link } = (await form.sends()).told;
  return {
    ...{ shop, manager, browser, link },
    state: () => told<object>(browser.get(`${link}/state?lang=en`)),
    async does(what: string, body: unknown) {
      const answer = await browser.post(`${link}/${what}?lang=en`, body);
      const said = await told<{ error?: string }>(answer);
      await shop.passes(0);
      return { status: answer.status, said };
    },
    days: () => told<Days>(browser.get(`${link}/days?lang=en`)),
    order: async () => (await shop.store.read.select().from(orders))[0],
  };
}

test('the secret link shows how the order stands and follows it, and names neither person nor phone', async () => {
  const { manager, browser, link, state } = await ordered();
  expect(await state()).toMatchObject({ number: 1, stage: 'New', mayChange: true, balance: expect.stringContaining('₽') });
  await manager.presses('✋ Take');
  await manager.presses('▶ To payment');

  expect(await state()).toMatchObject({ stage: 'Payment' });
  const page = await browser.get(`${link}?lang=en`);
  const words = `${await page.text()} ${JSON.stringify(await state())}`;
  expect(words).not.toMatch(/Mary|912/);
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
});

test('a link that we did not make opens nothing', async () => {
  const { browser, link } = await ordered();
  const other = `/o/2.${link.split('.')[1]}`;
  for (const path of [other, `${link}x`, '/o/1', '/o/1.']) expect((await browser.get(path)).status).toBe(404);
  expect((await browser.post(`${other}/cancel`, { reason: 'price' })).status).toBe(404);
});

test('the client asks from the page, and the manager answers into the chat of that browser', async () => {
  const { shop, manager, browser, does } = await ordered();
  expect((await does('ask', { text: 'Could it be without nuts?' })).status).toBe(200);
  manager.sees('Could it be without nuts?');
  await manager.presses('Reply');
  await manager.says('Yes, of course');
  await shop.passes(1000);

  expect(await (await browser.get('/chat/updates')).text()).toContain('Yes, of course');
});

test('the client moves the order to a free time and cancels it, as long as the stage allows', async () => {
  const { does, days, order, state } = await ordered();
  const from = (await days()).days[2]?.slots[1]?.from ?? 0;
  expect((await does('move', { dueAt: from })).status).toBe(200);
  expect((await order())?.dueAt).toBe(from);
  expect((await does('move', { dueAt: from + 1 })).said.error).toBe('We are closed at this time.');
  expect((await does('cancel', { reason: 'changed-mind' })).status).toBe(200);

  expect(await order()).toMatchObject({ outcome: 'lost', lossReason: 'changed-mind' });
  expect(await state()).toMatchObject({ outcome: 'lost', mayChange: false });
  expect((await does('move', { dueAt: from })).status).toBe(409);
});
