import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import { events, tasks } from '../../db/schema/work.ts';
import { mustReach } from '../../flows/messages/must-reach.ts';
import { sendSms } from '../../flows/messages/send-sms.ts';
import { placeOrder } from '../../flows/orders/place-order.ts';
import { getShop, type Shop, saveShop } from '../../flows/shop.ts';
import { days, hours, minutes } from '../../notifications/time.ts';
import { byWhatsapp, openShop, type WholeShop } from '../whole-shop.ts';

const phone = '+79161234567';
const patience = { timeout: 60_000 };

/** Maria has written by WhatsApp; what the shop says to her must arrive. */
async function withMaria(env: Record<string, string> = byWhatsapp) {
  const shop = await openShop({ language: 'ru', env });
  const { whatsapp, sms } = shop.caller(phone, 'Мария');
  if (env.TWILIO_WHATSAPP_FROM) await whatsapp.says('Привет!');
  else await sms.says('меню');
  const tell = async (text: string) => {
    const now = shop.clock.now();
    await shop.store.tx((tx) => mustReach(tx, { clientId: 1, write: () => ({ text }), now }));
    await shop.passes(0);
  };
  return { shop, whatsapp, sms, tell };
}

const change = ({ store }: WholeShop, settings: Partial<Shop>) =>
  store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ...settings }));

/** What was tried after what, and why. */
async function steps({ store }: WholeShop): Promise<string[]> {
  const rerouted = await store.read
    .select({ data: events.data })
    .from(events)
    .where(eq(events.type, 'message.rerouted'))
    .orderBy(asc(events.id));
  return rerouted.map(({ data }) => `${String(data.from)} > ${String(data.to)}: ${String(data.why)}`);
}

const outgoing = async ({ store }: WholeShop) =>
  (await store.read.select().from(messages).where(eq(messages.direction, 'out')).orderBy(asc(messages.id))).map(
    ({ channel, state, reason, text }) => ({ channel, state, reason, text }),
  );

test('what is not delivered in WhatsApp in time goes by SMS, then becomes a call; each step is on the timeline', patience, async () => {
  const { shop, tell } = await withMaria();
  shop.twilio.fate({ order: ['sent'] }, `whatsapp:${phone}`);
  await tell('Заказ ждёт вас');
  await shop.passes(minutes(29));
  expect(await steps(shop)).toEqual([]);
  await shop.passes(minutes(1));
  expect(await steps(shop)).toEqual(['whatsapp > sms: undelivered']);
  expect(shop.twilio.sent(phone).at(-1)?.body).toBe('Заказ ждёт вас');

  shop.twilio.fate({ order: ['sent', 'undelivered'], errorCode: 30003 }, phone);
  await tell('Заказ всё ещё ждёт вас');
  await shop.passes(minutes(30));
  expect((await steps(shop)).slice(1)).toEqual(['whatsapp > sms: undelivered', 'sms > call: the phone is off or unreachable (30003)']);
  const calls = (await shop.store.read.select().from(tasks)).filter(({ title }) => title.ru?.startsWith('Позвонить клиенту'));
  expect(calls).toMatchObject([{ clientId: 1, role: 'manager', doneAt: null }]);
  expect(shop.twilio.violations).toEqual([]);
});

test('what arrived, or was answered, goes nowhere else; unread counts only if the owner wants so', patience, async () => {
  const { shop, whatsapp, tell } = await withMaria();
  await tell('Доставлено');
  await shop.passes(hours(2));
  expect(await steps(shop)).toEqual([]);
  await change(shop, { reachUntilRead: true });
  await tell('Прочитано');
  await whatsapp.opens();
  await shop.passes(hours(2));
  expect(await steps(shop)).toEqual([]);
  await tell('Отвечено');
  shop.clock.advance(minutes(5));
  await whatsapp.says('меню');
  await shop.passes(hours(2));
  expect(await steps(shop)).toEqual([]);
  await tell('Не прочитано');
  await shop.passes(hours(1));
  expect(await steps(shop)).toEqual(['whatsapp > sms: unread']);
});

test('outside the window without an approved form it goes by SMS at once; without SMS a person calls', patience, async () => {
  const { shop, tell } = await withMaria();
  await shop.passes(days(2));
  await tell('Раз');
  expect(await steps(shop)).toEqual(['whatsapp > sms: window-closed']);
  await change(shop, { reachBySms: false });
  await tell('Два');
  expect((await steps(shop)).slice(1)).toEqual(['whatsapp > call: window-closed']);
  await change(shop, { reachByCall: false });
  await tell('Три');
  expect(await steps(shop)).toHaveLength(2);
  const failed = (await shop.store.read.select().from(events)).filter(({ type }) => type === 'message.failed');
  expect(failed).toMatchObject([{ data: { why: 'window-closed' } }]);
});

test('WhatsApp is down for an hour: what must arrive goes by SMS and does not come twice', patience, async () => {
  const { shop, whatsapp, tell } = await withMaria();
  shop.twilio.fail({ with: '500', to: `whatsapp:${phone}`, times: 1000 });
  await tell('Раз');
  await shop.passes(minutes(31));
  expect(await steps(shop)).toEqual(['whatsapp > sms: undelivered']);
  await shop.passes(hours(1));
  expect(whatsapp.person.chat().filter(({ text }) => text === 'Раз')).toEqual([]);
  expect((await outgoing(shop)).slice(-2)).toMatchObject([
    { channel: 'whatsapp', state: 'skipped' },
    { channel: 'sms', state: 'delivered' },
  ]);
});

async function order(shop: WholeShop, clientPhone: string): Promise<void> {
  const now = shop.clock.now();
  const settings = await getShop(shop.store.read);
  const [cake] = await shop.store.read.select().from(products).where(eq(products.active, true)).orderBy(asc(products.id)).limit(1);
  const chosen = Object.fromEntries((cake?.options ?? []).map(({ key, choices }) => [key, choices[0]?.key ?? '']));
  const dueAt = Date.parse('2027-03-06T12:00:00+03:00');
  await shop.store.tx((tx) =>
    placeOrder(tx, {
      origin: 'test',
      clientId: 1,
      items: [{ productId: cake?.id ?? 0, amount: cake?.minAmount ?? 0, chosen, inscription: '' }],
      fulfilment: 'pickup',
      dueAt,
      dueUntil: dueAt + hours(2),
      contactName: 'Мария',
      contactPhone: clientPhone,
      language: 'ru',
      by: { kind: 'system' },
      now,
      shop: settings,
    }),
  );
  await shop.passes(0);
}

test('the day before, by SMS, “2” moves the order to a time that is chosen by number, and “1” confirms it', patience, async () => {
  const { shop, sms } = await withMaria({});
  await order(shop, phone);
  await shop.passes(Date.parse('2027-03-05T12:00:00+03:00') - shop.clock.now());
  expect(sms.last().text).toContain('1. Подтверждаю\n2. Перенести\n3. Отменить заказ');
  await sms.says('2');
  expect(sms.last().text).toContain('2. вс, 07.03');
  await sms.says('2');
  await sms.says('1');
  const [moved] = await shop.store.read.select().from(orders);
  expect(new Date(moved?.dueAt ?? 0).toISOString()).toBe('2027-03-07T07:00:00.000Z');
  await shop.passes(days(1));
  expect(sms.last().text).toContain('1. Подтверждаю');
  await sms.says('1');
  expect((await shop.store.read.select().from(orders))[0]?.confirmedAt).not.toBeNull();
});

test('in WhatsApp the reminder has three buttons and its approved form keeps them; a press moves the order', patience, async () => {
  const { shop, whatsapp } = await withMaria();
  await order(shop, phone);
  shop.twilio.approveAll();
  await shop.passes(Date.parse('2027-03-05T12:00:00+03:00') - shop.clock.now());
  expect(whatsapp.last()).toMatchObject({ template: true });
  expect(whatsapp.choices()).toEqual(['Подтверждаю', 'Перенести', 'Отменить заказ']);
  await whatsapp.presses('Перенести');
  await whatsapp.presses('вс, 07.03');
  await whatsapp.presses('12:00–14:00');
  const [moved] = await shop.store.read.select().from(orders);
  expect(new Date(moved?.dueAt ?? 0).toISOString()).toBe('2027-03-07T09:00:00.000Z');
  expect(shop.twilio.violations).toEqual([]);
});

test('the owner’s limits hold: what goes over them is skipped with the reason, and the owner hears of it once', patience, async () => {
  const { shop } = await withMaria({});
  const olga = await shop.colleague('Ольга', 'owner');
  await change(shop, { smsPartsPerDay: 6, smsPartsPerNumber: 100 });
  const now = shop.clock.now();
  for (let each = 0; each < 20; each += 1)
    await shop.store.tx((tx) => sendSms(tx, { clientId: 1, write: () => ({ text: `Часть ${each}` }), runAt: now, now }));
  await shop.passes(0);
  const sent = (await outgoing(shop)).filter(({ text }) => text.startsWith('Часть'));
  const spent = (await shop.store.read.select().from(messages)).reduce((sum, { parts }) => sum + (parts ?? 0), 0);
  expect(spent).toBe(6);
  expect(shop.twilio.sent(phone).filter(({ body }) => body.startsWith('Часть')).length).toBeLessThan(6);
  expect(sent.at(-1)).toMatchObject({ state: 'skipped', reason: 'limit: day' });
  expect(olga.person.chat().filter(({ text }) => text.includes('дневной лимит (частей: 6)'))).toHaveLength(1);
  await shop.passes(days(1));
  const tomorrow = shop.clock.now();
  await shop.store.tx((tx) => sendSms(tx, { clientId: 1, write: () => ({ text: 'Новый день' }), runAt: tomorrow, now: tomorrow }));
  await shop.passes(0);
  expect(shop.twilio.sent(phone).at(-1)?.body).toBe('Новый день');
});

test('a manager whose client is silent for over a day is asked: template or SMS; the words go as chosen', patience, async () => {
  const { shop, whatsapp } = await withMaria();
  const anton = await shop.colleague('Антон', 'manager');
  await whatsapp.says('Сколько стоит торт на двенадцать человек?');
  await shop.passes(hours(25));
  await anton.presses('Ответить');
  await anton.says('4 800 рублей');
  anton.sees('клиент молчит больше суток');
  expect(anton.buttonsOn('клиент молчит больше суток').slice(0, 1)).toEqual(['💬 По СМС']);
  await anton.presses('💬 По СМС');
  expect(shop.twilio.sent(phone).at(-1)?.body).toBe('Антон: 4 800 рублей');

  shop.twilio.approveAll();
  await shop.passes(minutes(31));
  await shop.store.tx((tx) => mustReach(tx, { clientId: 1, write: () => ({ text: 'Ждём вас' }), now: shop.clock.now() }));
  await shop.passes(minutes(6));
  await anton.presses('Ответить');
  await anton.says('И доставка 500');
  await anton.presses('📋 Шаблоном');
  expect(whatsapp.last()).toMatchObject({ template: true, text: expect.stringContaining('Антон: И доставка 500') });
  expect(shop.twilio.violations).toEqual([]);
});

test('who prefers SMS, or has only a number, is reached there', patience, async () => {
  const { shop, tell } = await withMaria();
  await shop.store.tx((tx) => tx.update(clients).set({ preferredChannel: 'sms' }));
  await tell('По СМС');
  expect(shop.twilio.sent(phone).at(-1)?.body).toBe('По СМС');
  expect(await steps(shop)).toEqual([]);
});

test('a colleague whose words did not arrive reads which ones, and opens the client to call', patience, async () => {
  const { shop, sms } = await withMaria({});
  const anton = await shop.colleague('Антон', 'manager');
  await sms.says('Есть ли у вас торт без орехов?');
  shop.twilio.fate({ order: ['sent', 'undelivered'], errorCode: 30003 }, phone);
  await anton.presses('Ответить');
  await anton.says('Да, медовик');
  await shop.passes(minutes(1));
  expect(anton.sees('не дошло').text).toContain('«Антон: Да, медовик»');
  expect(anton.buttonsOn('не дошло')).toContain('👤 Карточка клиента');
});
