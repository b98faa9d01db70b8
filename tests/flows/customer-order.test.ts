import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dialect } from '../../db/kit.ts';
import { products } from '../../db/schema/catalog.ts';
import { orderItems } from '../../db/schema/orders.ts';
import { allergies } from '../../db/schema/people.ts';
import { attachments, conversations, messages } from '../../db/schema/talk.ts';
import { findAllergies } from '../../flows/clients/allergies.ts';
import type { Heard } from '../../notifications/message.ts';
import { days } from '../../notifications/time.ts';
import { command } from '../postgres.ts';
import { newWorld, type Person, standsAt, type World } from '../world.ts';

const cake = ['/start', 'Сделать заказ', 'Торты', 'Медовик', 'Вишня', 'Медовая', '2 кг', 'Без надписи'].map((act) =>
  act.startsWith('/') ? `~${act}` : act,
);
const untilPlace = [...cake, 'Это всё', 'Без пожеланий', 'Без фото', 'Нет'];
const untilSummary = [...untilPlace, 'Самовывоз', 'сб, 06.03', '12:00', 'Мария', '~8 912 345-67-89'];

const photo = (remoteId: string, caption = ''): Heard => ({ kind: 'file', file: { kind: 'photo', remoteId }, caption });

async function atSummary(): Promise<{ world: World; maria: Person }> {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...untilSummary);
  return { world, maria };
}

test('a client orders a cake: every answer is in the order, the number and what was agreed stay in the chat', async () => {
  const world = await newWorld();
  const maria = world.client();

  await maria.does(...cake.slice(0, 6), '~2,5 кг', '~С днём рождения!', 'Это всё', '~Поменьше сахара', 'Без фото', 'Нет');
  await maria.does('Доставка', '~ул. Ленина, 5, кв. 12', '~в субботу', '~15:00', '~Анна', '~8 912 345-67-89', 'Подтверждаю');

  const [order] = await world.orders();
  expect(order).toMatchObject({
    total: 6500_00,
    itemsTotal: 6000_00,
    deliveryFee: 500_00,
    fulfilment: 'delivery',
    address: 'ул. Ленина, 5, кв. 12',
  });
  expect(order).toMatchObject({
    contactName: 'Анна',
    contactPhone: '+79123456789',
    wishes: 'Поменьше сахара',
    allergiesAsked: true,
    outcome: 'open',
  });
  expect(new Date(order?.dueAt ?? 0).toISOString()).toBe('2027-03-06T11:00:00.000Z');
  const [item] = await world.store.read.select().from(orderItems);
  expect(item).toMatchObject({ amount: 2500, inscription: 'С днём рождения!', total: 6000_00 });
  expect(await maria.sees()).toContain('Заказ № 1 принят');
  expect(await maria.sees()).toContain('Медовик, 2,5 кг (Вишня, Медовая крошка), надпись «С днём рождения!» — 6 000 ₽');
  expect(order?.agreed).toMatchObject({ language: 'ru', total: 6500_00 });
  expect(await world.events()).toEqual(['client.appeared', 'order.placed']);
  expect(await maria.card()).toMatchObject({ name: 'Анна', phone: '+79123456789', status: 'customer', ordersCount: 1, ordersSum: 6500_00 });
  expect((await maria.card()).consents.data).toBe(world.clock.now());
});

test('Agree pressed five times is one order, and the later presses tell its number', async () => {
  const { world, maria } = await atSummary();
  const data = await maria.dataOf('Подтверждаю');

  for (let i = 0; i < 4; i++) await maria.sends({ kind: 'button', data, messageId: '7' });
  const { toast } = await maria.sends({ kind: 'button', data, messageId: '7' });

  expect(await world.orders()).toHaveLength(1);
  expect(toast).toBe('Заказ № 1 уже принят.');
  expect(await maria.hears()).toEqual(['Заказ № 1 уже принят.']);
  expect((await world.events()).filter((type) => type === 'order.placed')).toHaveLength(1);
});

test('back leads through the questions one by one, up to the beginning', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...cake, 'Это всё');

  const seen: string[] = [];
  for (let i = 0; i < 7; i++) {
    await maria.does('~назад');
    seen.push(await standsAt(world));
  }

  expect(seen).toEqual(['more', 'inscription', 'amount', 'option', 'option', 'product', 'section'].map((step) => `order:${step}`));
});

test('back from another item leads to those that are in the order already', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...cake, 'Добавить ещё', 'Назад');
  expect(await standsAt(world)).toBe('order:more');
  expect(await maria.sees()).toContain('Медовик, 2 кг');
});

test('several items are one order with one price, and the slowest of them decides the day', async () => {
  const world = await newWorld();
  const maria = world.client();

  await maria.does(...cake, 'Добавить ещё', 'Свадебные');
  await maria.presses((await maria.buttons())[0] ?? '');
  while ((await standsAt(world)) === 'order:option') await maria.presses((await maria.buttons())[0] ?? '');
  await maria.presses((await maria.buttons())[0] ?? '');
  await maria.does('Это всё', 'Без пожеланий', 'Без фото', 'Нет', 'Самовывоз', '~завтра');

  expect((await maria.hears())[0]).toBe('Вторник, 2 марта: к этому дню мы не успеем.');
  expect((await maria.buttons())[0]).toBe('пн, 08.03');
});

test('every answer can be changed from the summary, which comes back with the change', async () => {
  const { maria } = await atSummary();

  await maria.does('Пожелания', '~Больше крема');
  expect(await maria.sees()).toContain('Пожелания: Больше крема');
  await maria.does('Получение', 'Доставка', '~Садовая, 3');
  expect(await maria.sees()).toContain('Доставка: Садовая, 3');
  await maria.does('День и время', '~05.03', '~10:30');
  expect(await maria.sees()).toContain('пятница, 5 марта, 10:00–12:00');
  await maria.does('Медовик', 'Количество', '~3');
  expect(await maria.sees()).toContain('Медовик, 3 кг');
  await maria.does('Медовик', 'Начинка', 'Чернослив');
  expect(await maria.sees()).toContain('Чернослив и грецкий орех');
  await maria.does('Имя', '~Ольга', 'Телефон', '~+44 20 7946 0958');
  expect(await maria.sees()).toContain('Ольга, +44 20 7946 0958');
  await maria.does('Телефон', 'Назад');
  expect(await maria.sees()).toContain('Ольга, +44 20 7946 0958');
});

test('an item can be added to the summary and taken out again', async () => {
  const { world, maria } = await atSummary();

  await maria.does('Добавить ещё', 'Торты', 'Наполеон', 'Заварной', '~2', 'Это всё');
  expect(await maria.sees()).toContain('Наполеон, 2 кг');
  await maria.does('Медовик', 'Убрать');
  expect(await maria.sees()).not.toContain('Медовик');
  await maria.does('Подтверждаю');

  expect((await world.orders())[0]?.total).toBe(4200_00);
});

test('allergies are kept sealed and apart, with a consent of their own, and not in the thread', async () => {
  const world = await newWorld();
  const maria = world.client();

  await maria.does(
    ...untilPlace.slice(0, -1),
    'Да, есть',
    'Согласие',
    '~На фундук',
    'Самовывоз',
    'сб, 06.03',
    '12:00',
    'Мария',
    '~89123456789',
    'Подтверждаю',
  );

  const [row] = await world.store.read.select().from(allergies);
  expect(await findAllergies(world.store.read, 1)).toBe('На фундук');
  expect(row?.sealed).not.toContain('фундук');
  expect((await maria.card()).consents.allergies).toBe(world.clock.now());
  const said = await world.store.read.select({ text: messages.text }).from(messages);
  const kept = await world.store.read.select({ answers: conversations.answers }).from(conversations);
  expect(JSON.stringify([said, kept, await world.orders()])).not.toContain('фундук');
});

test('what is typed about allergies is never written into the thread, not even for a moment', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...untilPlace.slice(0, -1));
  await forbidInThread(world.url, 'фундук');

  await maria.does('~да, на фундук', 'Согласие', `~${'на фундук '.repeat(60)}`, '~На фундук');

  expect(await standsAt(world)).toBe('order:fulfilment');
  const said = await world.store.read.select({ text: messages.text }).from(messages).where(eq(messages.direction, 'in'));
  expect(said.filter(({ text }) => text === '(об аллергии, записано отдельно)')).toHaveLength(3);
});

/** Lets the database itself refuse a line with this word. */
async function forbidInThread(url: string, word: string): Promise<void> {
  if (dialect === 'postgres') return command(url, `ALTER TABLE messages ADD CHECK (text NOT LIKE '%${word}%')`);
  const file = new Database(url.slice('file:'.length));
  file.exec(`CREATE TRIGGER forbid BEFORE INSERT ON messages WHEN NEW.text LIKE '%${word}%' BEGIN SELECT RAISE(ABORT, 'written'); END`);
  file.close();
}

test('without consent nothing about allergies is kept, and the order goes on for a manager to ask', async () => {
  const world = await newWorld();
  const maria = world.client();

  await maria.does(
    ...untilPlace.slice(0, -1),
    '~у сына на орехи',
    'Не записывайте',
    'Самовывоз',
    'сб, 06.03',
    '12:00',
    'Мария',
    '~89123456789',
  );
  expect(await maria.sees()).toContain('Аллергия: менеджер спросит вас');
  await maria.does('Подтверждаю');

  expect((await world.orders())[0]?.allergiesAsked).toBe(false);
  expect(await world.store.read.select().from(allergies)).toEqual([]);
  expect(JSON.stringify(await world.store.read.select().from(messages))).not.toContain('орехи');
});

test('reference photos, sent at any question, belong to the order, and what is written under them is a wish', async () => {
  const world = await newWorld();
  const maria = world.client();

  await maria.does('~/order');
  await maria.sends(photo('first'));
  await maria.does(...cake.slice(2), 'Это всё', 'Без пожеланий');
  await maria.sends(photo('second', 'Вот такие цветы'));
  await maria.does('Дальше', 'Нет', 'Самовывоз', 'сб, 06.03', '12:00', 'Мария', '~89123456789', 'Подтверждаю');

  const pictures = await world.store.read.select().from(attachments);
  expect(pictures.map(({ orderId, purpose }) => [orderId, purpose])).toEqual([
    [1, 'reference'],
    [1, 'reference'],
  ]);
  expect((await world.orders())[0]?.wishes).toBe('Вот такие цветы');
  expect(await world.events()).not.toContain('client.asked');
});

test('a place pin is a delivery address with the door in words', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...untilPlace, 'Доставка');

  await maria.sends({ kind: 'place', latitude: 55.75, longitude: 37.61, title: 'Кафе Пушкинъ' });
  await maria.does('~подъезд 2, код 17', 'сб, 06.03', '12:00', 'Мария');
  await maria.sends({ kind: 'contact', phone: '79123456789', name: 'Мария', own: true });
  expect(await maria.sees()).toContain('Доставка: Кафе Пушкинъ, подъезд 2, код 17 (и место на карте)');
  await maria.does('Подтверждаю');

  expect((await world.orders())[0]).toMatchObject({
    address: 'Кафе Пушкинъ, подъезд 2, код 17',
    latitude: 55.75,
    longitude: 37.61,
    contactPhone: '+79123456789',
  });
});

test('when the day fills up while the client reads the summary, it says so, asks the day again, and there is no order', async () => {
  const { world, maria } = await atSummary();
  await world.changeShop({ placesOn: { '2027-03-06': 0 } });

  await maria.does('Подтверждаю');

  expect(await world.orders()).toEqual([]);
  expect(await maria.sees()).toContain('Суббота, 6 марта: на этот день мест уже нет.');
  expect(await maria.buttons()).not.toContain('сб, 06.03');
  await maria.does('пн, 08.03', '10:00', 'Подтверждаю');
  expect(await world.orders()).toHaveLength(1);
});

test('when the price changes while the client reads the summary, the new one is shown before anything is placed', async () => {
  const { world, maria } = await atSummary();
  await world.store.tx((tx) => tx.update(products).set({ price: 3000_00 }).where(eq(products.position, 1)));

  await maria.does('Подтверждаю');
  expect(await world.orders()).toEqual([]);
  expect(await maria.sees()).toContain('цена изменилась');
  await maria.does('Подтверждаю');

  expect((await world.orders())[0]?.total).toBe(6400_00);
});

test('a cake that goes off sale meanwhile is asked again', async () => {
  const { world, maria } = await atSummary();
  await world.store.tx((tx) => tx.update(products).set({ active: false }).where(eq(products.position, 1)));

  await maria.does('Пожелания');

  expect(await maria.sees()).toContain('уже нет в продаже');
  await maria.does('Наполеон', 'Заварной', '2 кг', '~Свечи');
  expect(await maria.sees()).toContain('Проверьте');
});

test.each([
  ['~1', 'наименьшее — 1,5 кг'],
  ['~100 кг', 'наибольшее — 6 кг'],
  ['~2.3', 'можно 2 кг или 2,5 кг'],
])('a weight that cannot be is refused with a sentence: %s', async (typed, sentence) => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...cake.slice(0, 6), typed);
  expect((await maria.hears())[0]).toContain(sentence);
  expect(await standsAt(world)).toBe('order:amount');
});

test.each(['2,5', '2.5 кг', '٢٫٥', '2500 г', '2,5 kg'])('a weight is understood as people type it: %s', async (typed) => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...cake.slice(0, 6), `~${typed}`, 'Без надписи');
  expect(await maria.sees()).toContain('Медовик, 2,5 кг');
});

test('ten thousand characters are refused with the limit wherever words are asked', async () => {
  const world = await newWorld();
  const maria = world.client();
  const long = `~${'ю'.repeat(10_000)}`;

  await maria.does(...cake.slice(0, -1), long);
  expect((await maria.hears())[0]).toContain('10000 знаков, а поместится 60');
  await maria.does('Без надписи', 'Это всё', long);
  expect((await maria.hears())[0]).toContain('поместится 500');
  await maria.does('Без пожеланий', 'Без фото', 'Нет', 'Доставка', long);
  expect((await maria.hears())[0]).toContain('поместится 200');
});

test('the same in English has not one Russian word', async () => {
  const world = await newWorld({ language: 'en' });
  const ann = world.client('Ann');
  const seen: string[] = [];
  for (const act of [
    '~/start',
    'Place an order',
    'Custom cakes',
    'Honey cake',
    'Cherry',
    'Honey crumb',
    '2 kg',
    '~Happy birthday',
    'That',
    'No wishes',
    'No photos',
    'No',
    'Delivery',
    '~5 Main Street',
    '~Saturday',
    '12:00',
    'Ann',
    '~+7 912 345 67 89',
    'Agree',
    'Order No',
    'Move',
    'Don',
    'Menu',
    'My orders',
  ]) {
    await ann.does(act);
    seen.push(...(await ann.hears()), ...(await ann.buttons()));
  }
  expect(await world.orders()).toHaveLength(1);
  expect(seen.filter((text) => /[а-яё]/i.test(text.replaceAll('Русский', '')))).toEqual([]);
});

test('a plan of days moves forward: tomorrow a day that was too soon is not made up', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...untilPlace, 'Самовывоз');
  const first = await maria.buttons();
  world.clock.advance(days(1));
  await maria.does('Позже', 'Раньше');
  expect((await maria.buttons())[0]).toBe(first[1]);
});

test('what a client says beside the number stays with it: in the summary, in the order and in the next order', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...untilSummary.slice(0, -1), '~8 495 123-45-67 вн. 12, после 18, или 8 912 345-67-89');
  expect(await maria.sees()).toContain('+7 495 123 45 67, доб. 12, после 18, или +7 912 345 67 89');
  await maria.does('Подтверждаю');
  expect((await world.orders())[0]).toMatchObject({
    contactPhone: '+74951234567',
    contactNote: 'доб. 12, после 18, или +7 912 345 67 89',
  });
});

test('of a contact with several numbers the client chooses one, and all of them stand in the thread', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...untilSummary.slice(0, -1));
  const others = [{ phone: '8 495 123-45-67 доб. 12', name: 'Анна' }];
  await maria.sends({ kind: 'contact', phone: '+79123456789', name: 'Анна', own: false, others });
  expect(await maria.buttons()).toEqual(expect.arrayContaining(['Анна · +7 912 345 67 89', 'Анна · +7 495 123 45 67, доб. 12']));
  await maria.does('Анна · +7 495', 'Подтверждаю');
  expect((await world.orders())[0]).toMatchObject({ contactPhone: '+74951234567', contactNote: 'доб. 12' });
  const lines = await world.store.read.select({ text: messages.text }).from(messages);
  expect(lines.map(({ text }) => text)).toContain('☎ Анна +79123456789; Анна 8 495 123-45-67 доб. 12');
});
