import { asc, desc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import { clients, identities } from '../../db/schema/people.ts';
import { addClient } from '../../flows/clients/add-client.ts';
import { findDuplicates } from '../../flows/clients/find-duplicates.ts';
import { getClient } from '../../flows/clients/load-client.ts';
import { mergeClients } from '../../flows/clients/merge-clients.ts';
import { undoMerge } from '../../flows/clients/undo-merge.ts';
import { findThread } from '../../flows/history/find-timeline.ts';
import { getOrder } from '../../flows/orders/load-order.ts';
import { remindClient } from '../../flows/orders/remind-client.ts';
import { getShop } from '../../flows/shop.ts';
import { days, minutes } from '../../notifications/time.ts';
import { byWhatsapp, openShop, type Phone, type WholeShop } from '../whole-shop.ts';
import { openBrowser } from './browser.ts';
import { openForm } from './order-form.ts';

const annas = '+79161234567';
const patience = { timeout: 60_000 };
const untilName = [
  ...['🎂 Сделать заказ', 'Торты', 'Медовик', 'Вишня', 'Медовая', '2 кг', 'Без надписи', 'Это всё', 'Без пожеланий'],
  ...['Без фото', 'Нет', 'Самовывоз', 'сб, 06.03', '12:00', 'Мария'],
];

const open = () => openShop({ language: 'ru', env: byWhatsapp });
const all = ({ store }: WholeShop) => store.read.select().from(clients).orderBy(asc(clients.id));
const allOrders = ({ store }: WholeShop) => store.read.select().from(orders).orderBy(asc(orders.id));
const suggested = async ({ store }: WholeShop, id: number) =>
  (await findDuplicates(store.read, await getClient(store.read, id))).map(({ client }) => client.id);

/** Orders in Telegram; the number is typed unless it is shared. */
async function ordersInTelegram(shop: WholeShop, by: 'typing' | 'sharing', who: Phone = shop.client('Мария')): Promise<Phone> {
  await who.says('/order');
  for (const label of untilName.slice(1)) await who.presses(label);
  if (by === 'typing') await who.says('8 916 123-45-67');
  else await shares(shop, who);
  await who.presses('✅ Подтверждаю');
  return who;
}

async function shares(shop: WholeShop, who: Phone, number = annas): Promise<void> {
  await who.person.sharesContact(number.slice(1)).acknowledged;
  await shop.passes(0);
}

const asManager = async (shop: WholeShop) => {
  const manager = await shop.colleague('Пётр', 'manager');
  const by = { kind: 'staff', id: 1 } as const;
  return { manager, by };
};

describe('a number that is confirmed is one person on all channels:', () => {
  test('who has shared it in Telegram is met as the same client in WhatsApp and by SMS', patience, async () => {
    const shop = await open();
    await ordersInTelegram(shop, 'sharing');
    const { sms, whatsapp } = shop.caller(annas, 'Masha');
    await whatsapp.says('Привет!');
    expect(whatsapp.last().text).toContain('Мария');
    expect(whatsapp.choices()).toContain('📦 Мои заказы');
    await sms.says('меню');
    expect(sms.last().text).toContain('Мои заказы');
    expect(await all(shop)).toMatchObject([{ phone: annas, phoneConfirmedAt: expect.any(Number) }]);
    expect(await shop.store.read.select().from(identities).where(eq(identities.clientId, 1))).toHaveLength(3);
  });

  test('whom a colleague has written down by number is known when they write', patience, async () => {
    const shop = await open();
    const { by } = await asManager(shop);
    await shop.store.tx(async (tx) =>
      addClient(tx, { name: 'Анна', phone: '8 916 123 45 67', by, now: shop.clock.now(), shop: await getShop(tx) }),
    );
    await shop.caller(annas).whatsapp.says('Добрый день');
    expect(await all(shop)).toHaveLength(1);
  });

  test(
    'a newcomer to Telegram who shares it in the middle of an order is the client of WhatsApp, and the order is theirs',
    patience,
    async () => {
      const shop = await open();
      await shop.caller(annas, 'Анна').whatsapp.says('Здравствуйте');
      const maria = await ordersInTelegram(shop, 'sharing');
      const [kept, gone] = await all(shop);
      expect(gone).toMatchObject({ mergedInto: kept?.id });
      expect(await allOrders(shop)).toMatchObject([{ clientId: kept?.id }]);
      await maria.says('/orders');
      maria.sees('№ 1');
      expect((await findThread(shop.store.read, { clientId: 1, limit: 100 })).at(0)?.text).toContain('№ 1');
    },
  );

  test('but one who has ordered in Telegram before stays a client of their own: the two are only suggested', patience, async () => {
    const shop = await open();
    await shop.caller(annas, 'Анна').whatsapp.says('Здравствуйте');
    const maria = await ordersInTelegram(shop, 'typing');
    await shares(shop, maria);
    expect((await all(shop)).map(({ mergedInto }) => mergedInto)).toEqual([null, null]);
    expect(await suggested(shop, 1)).toEqual([2]);
  });
});

describe('a number that was only typed joins nobody:', () => {
  test('who types it in Telegram sees nothing of its owner, who writes by WhatsApp and orders', patience, async () => {
    const shop = await open();
    const mallory = await ordersInTelegram(shop, 'typing');
    const { whatsapp } = shop.caller(annas, 'Анна');
    await whatsapp.says('Здравствуйте!');
    expect(whatsapp.choices()).not.toContain('📦 Мои заказы');
    expect(await all(shop)).toMatchObject([
      { phone: annas, phoneConfirmedAt: null },
      { name: 'Анна', phone: annas, phoneConfirmedAt: expect.any(Number) },
    ]);
    await whatsapp.says('Мой код домофона 12К');
    expect((await findThread(shop.store.read, { clientId: 1, limit: 100 })).map(({ text }) => text).join()).not.toContain('12К');
    expect(await suggested(shop, 1)).toEqual([2]);
    expect(await suggested(shop, 2)).toEqual([1]);

    const by = { kind: 'system' } as const;
    const now = shop.clock.now();
    const mergeId = await shop.store.tx((tx) => mergeClients(tx, { keptId: 1, goneId: 2, by, now }));
    expect(await getClient(shop.store.read, 1)).toMatchObject({ name: 'Мария', phoneConfirmedAt: expect.any(Number) });
    await whatsapp.says('меню');
    expect(whatsapp.choices()).toContain('📦 Мои заказы');
    await shop.store.tx((tx) => undoMerge(tx, { mergeId, by, now }));
    expect(await getClient(shop.store.read, 1)).toMatchObject({ phoneConfirmedAt: null });
    await mallory.says('/orders');
    mallory.sees('№ 1');
  });

  test('whoever answers the reminder at that number speaks of that order and of nothing else', patience, async () => {
    const shop = await open();
    const maria = await ordersInTelegram(shop, 'typing');
    await ordersInTelegram(shop, 'typing', maria);
    await maria.person.blocks().acknowledged;
    await shop.passes(days(4));
    const order = await getOrder(shop.store.read, 2);
    const about2 = { reminder: 'day-before', orderId: 2, dueAt: order.dueAt ?? 0, now: shop.clock.now() };
    await shop.store.tx(async (tx) => remindClient(tx, { ...about2, shop: await getShop(tx) }));
    await shop.passes(0);
    const { sms } = shop.caller(annas, 'Анна');
    expect(sms.last().text).toContain('напоминаем о заказе');
    await sms.says('1');
    expect(sms.last().text).toContain('№ 2');
    expect((await allOrders(shop)).map(({ confirmedAt }) => confirmedAt !== null)).toEqual([false, true]);
    expect(await shop.store.read.select().from(identities).where(eq(identities.channel, 'sms'))).toMatchObject([{ clientId: 2 }]);
    await sms.says('/orders');
    expect(sms.last().text).not.toContain('№');
    expect(
      (await findThread(shop.store.read, { clientId: 1, limit: 5 })).some(
        ({ channel, text }) => channel === 'sms' && text.includes('напоминаем'),
      ),
    ).toBe(true);
  });

  test('in the chat on the site, where a browser can claim anything', patience, async () => {
    const shop = await open();
    await ordersInTelegram(shop, 'sharing');
    const mallory = openBrowser(`http://127.0.0.1:${shop.anna.port}`);
    await mallory.get('/chat');
    await mallory.post('/chat/start', { id: 'first-start', payload: '' });
    await mallory.post('/chat/contact', { id: 'a-contact', phone: annas });
    await shop.passes(0);
    expect(await all(shop)).toMatchObject([{}, { phone: annas, phoneConfirmedAt: null, mergedInto: null }]);
    await shop.caller(annas).whatsapp.says('меню');
    const [newest] = await shop.store.read.select().from(identities).orderBy(desc(identities.id)).limit(1);
    expect(newest).toMatchObject({ channel: 'whatsapp', clientId: 1 });
  });

  test('a form with it opens nothing of its owner, and puts nothing among the owner’s orders', patience, async () => {
    const shop = await open();
    const { whatsapp } = shop.caller(annas, 'Анна');
    await whatsapp.says('Здравствуйте!');
    const form = await openForm(shop);
    await form.sends({ phone: annas, name: 'Мэллори' });
    expect((await all(shop)).map(({ id, name }) => [id, name])).toEqual([
      [1, 'Анна'],
      [2, 'Мэллори'],
    ]);
    expect(await allOrders(shop)).toMatchObject([{ clientId: 2 }]);
    await whatsapp.says('меню');
    expect(whatsapp.choices()).not.toContain('📦 Мои заказы');
    expect(await suggested(shop, 1)).toEqual([2]);
  });

  test('not even where the form came first: its owner who writes later is somebody else', patience, async () => {
    const shop = await open();
    await (await openForm(shop)).sends({ phone: annas, name: 'Мэллори' });
    await shop.caller(annas, 'Анна').sms.says('Здравствуйте');
    expect((await all(shop)).map(({ phoneConfirmedAt }) => phoneConfirmedAt !== null)).toEqual([false, true]);
  });

  test('it does not take the place of a confirmed one', patience, async () => {
    const shop = await open();
    const maria = shop.client('Мария');
    await maria.says('/start');
    await shares(shop, maria, '+79990000000');
    await ordersInTelegram(shop, 'typing', maria);
    expect(await all(shop)).toMatchObject([{ phone: '+79990000000' }]);
    expect(await allOrders(shop)).toMatchObject([{ contactPhone: annas }]);
    await shop.caller(annas).whatsapp.says('меню');
    expect(await all(shop)).toHaveLength(2);
  });

  test('somebody else’s contact, shared in Telegram, is only said', patience, async () => {
    const shop = await open();
    const maria = shop.client('Мария');
    await maria.says('/order');
    for (const label of untilName.slice(1)) await maria.presses(label);
    await maria.person.sharesContact(annas.slice(1), false).acknowledged;
    await shop.passes(0);
    await maria.presses('✅ Подтверждаю');
    expect(await all(shop)).toMatchObject([{ phone: annas, phoneConfirmedAt: null }]);
  });

  test('a caller from it is shown with “perhaps”, and what the manager orders for them is not in that chat', patience, async () => {
    const shop = await openShop({ language: 'ru', env: { TWILIO_VOICE_FROM: '+15005550006' } });
    const site = 'https://anna.example/twilio/voice';
    shop.twilio.hooks({ calls: site, callStatus: `${site}/status` });
    const { manager } = await asManager(shop);
    const mallory = await ordersInTelegram(shop, 'typing');
    await shop.twilio.person(annas).calls();
    await shop.passes(0);
    expect(manager.sees('Возможно, это').text).toContain(
      'Возможно, это Мария: такой номер назван, но не подтверждён.\nПоследний заказ № 1',
    );
    await manager.presses('👤 Карточка клиента');
    expect(manager.buttonsOn('тот же человек')).toContain('👤 Мария · 1 заказ');

    await manager.says('/new');
    await manager.says('8 916 123-45-67 Анна');
    for (const label of ['Медовик', 'чт, 04.03, 10:00']) await manager.presses(label);
    await manager.says('ул. Ленина, дом 5');
    await manager.presses('✓ Оформить');
    await shop.passes(minutes(1));
    expect((await allOrders(shop)).map(({ clientId }) => clientId)).toEqual([1, 2]);
    await mallory.says('/orders');
    expect(mallory.person.transcript()).not.toContain('Ленина');
  });

  test('a number in a text that a colleague forwards is only said too', patience, async () => {
    const shop = await open();
    const { manager } = await asManager(shop);
    await manager.person.forwards('Хочу медовик, мой номер 8 916 123-45-67', 'Мэллори').acknowledged;
    await shop.passes(0);
    await manager.presses('🎂 Сделать заказом');
    for (const label of ['Медовик', 'чт, 04.03, 10:00', '🏠 Самовывоз', '✓ Оформить']) await manager.presses(label);
    expect(await all(shop)).toMatchObject([{ phone: annas, phoneConfirmedAt: null }]);
    await shop.caller(annas, 'Анна').whatsapp.says('меню');
    expect(await suggested(shop, 1)).toEqual([2]);
  });
});
