import { asc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orderItems, orders } from '../../db/schema/orders.ts';
import { contentTemplates } from '../../db/schema/work.ts';
import { byWhatsapp, openShop, type Texting, type WholeShop } from '../whole-shop.ts';

const phone = '+79161234567';
const talk = [
  ...['🎂 Сделать заказ', 'Торты', 'Медовик', 'Вишня', 'Медовая', '2 кг', 'Без надписи', 'Это всё', 'Без пожеланий'],
  ...['Без фото', 'Нет', 'Самовывоз', 'сб, 06.03', '12:00', 'Мария', '+7 916', '✅ Подтверждаю'],
];

/** Presses what begins with each of these. */
async function orderBy(whatsapp: Texting, labels = talk): Promise<void> {
  for (const label of labels) {
    const title = whatsapp.choices().find((each) => each.startsWith(label));
    if (!title) throw new Error(`No “${label}” among ${whatsapp.choices().join(' | ')}\n${whatsapp.person.transcript()}`);
    await whatsapp.presses(title);
  }
}

const placed = async ({ store }: WholeShop) => {
  const all = await store.read.select().from(orders).orderBy(asc(orders.id));
  const items = await store.read.select().from(orderItems).orderBy(asc(orderItems.id));
  return all.map(({ id, clientId: _, createdAt: __, stageSince: ___, origin: ____, visitId: _____, ...order }) => ({
    ...order,
    id: 0,
    items: items.filter(({ orderId }) => orderId === id).map(({ id: ______, orderId: _______, ...item }) => item),
  }));
};

test('the same talk in WhatsApp and in Telegram ends in the same order; more than three choices are a list', {
  timeout: 60_000,
}, async () => {
  const shop = await openShop({ language: 'ru', env: byWhatsapp });
  const { whatsapp } = shop.caller(phone, 'Мария');
  await whatsapp.says('Здравствуйте!');
  expect(whatsapp.choices()).toEqual(['🎂 Сделать заказ', '💬 Менеджер', '🌐 English']);
  expect(whatsapp.last().list).toBeUndefined();
  await orderBy(whatsapp);
  expect(whatsapp.last().text).toContain('Заказ *№ 1* принят');
  const lists = whatsapp.person.chat().flatMap(({ list }) => (list ? [list.items.length] : []));
  expect(Math.max(...lists)).toBe(10);

  const maria = shop.client('Мария');
  await maria.says('/order');
  for (const label of talk.slice(1, -2)) await maria.presses(label);
  await maria.says('8 916 123-45-67');
  await maria.presses('✅ Подтверждаю');
  const [inWhatsapp, inTelegram] = await placed(shop);
  expect(inWhatsapp).toEqual(inTelegram);
  expect(shop.twilio.violations).toEqual([]);
});

test('a row that is too short for its label shows the words, never half a price; all of it stands below', { timeout: 60_000 }, async () => {
  const shop = await openShop({ language: 'ru', env: byWhatsapp });
  const { whatsapp } = shop.caller(phone, 'Мария');
  await whatsapp.says('Привет');
  await orderBy(whatsapp, talk.slice(0, 2));
  const velvet = whatsapp.last().list?.items.find(({ title }) => title.startsWith('Красный'));
  expect(velvet).toMatchObject({ title: 'Красный бархат', description: expect.stringMatching(/^Красный бархат · 2.500.₽ за кг$/) });
  await whatsapp.presses('Красный бархат');
  expect(whatsapp.last().text).toContain('*Красный бархат*');
});

test('the second client needs no new forms at Twilio, and neither does a restart', { timeout: 60_000 }, async () => {
  const shop = await openShop({ language: 'ru', env: byWhatsapp });
  const first = shop.caller(phone, 'Мария').whatsapp;
  await first.says('Привет');
  await orderBy(first);
  const made = shop.twilio.counts.CreateContent ?? 0;
  expect(await shop.store.read.select().from(contentTemplates)).toHaveLength(made);
  await shop.restarts();
  const second = shop.caller('+79160000001', 'Мария').whatsapp;
  await second.says('Привет');
  await orderBy(second);
  expect(shop.twilio.counts.CreateContent).toBe(made);
  expect(shop.twilio.violations).toEqual([]);
});

test('a list that is too long goes on behind “more”, and what is shown there can be chosen', { timeout: 60_000 }, async () => {
  const shop = await openShop({ language: 'ru', env: byWhatsapp });
  const { whatsapp } = shop.caller(phone, 'Мария');
  await whatsapp.says('Привет');
  const cake = talk.slice(1, 7);
  await orderBy(whatsapp, [...talk.slice(0, 7), '➕ Добавить ещё', ...cake, ...talk.slice(7, -1)]);
  const summary = whatsapp.choices();
  expect(summary).toHaveLength(10);
  expect(summary.at(-1)).toBe('Ещё ▸');
  await whatsapp.presses('Ещё ▸');
  expect(whatsapp.last().text).toBe('Ещё варианты:');
  expect(whatsapp.choices().slice(0, 2)).toEqual(['✎ Имя', '✎ Телефон']);
  await whatsapp.presses('✎ Телефон');
  expect(whatsapp.last().text).toContain('телефон');
  // An old page is out of date.
  await whatsapp.presses('Ещё ▸');
  expect(whatsapp.last().text).toContain('телефон');
});
