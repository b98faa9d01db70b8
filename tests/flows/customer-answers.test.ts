import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { conversations } from '../../db/schema/talk.ts';
import { newWorld, type Person, standsAt, type World } from '../world.ts';

const upTo = (last: string): string[] => {
  const all = [
    '~/order',
    'Торты',
    'Медовик',
    'Вишня',
    'Медовая',
    '~2',
    'Без надписи',
    'Это всё',
    'Без пожеланий',
    'Без фото',
    'Нет',
    'Самовывоз',
  ];
  return all.slice(0, all.indexOf(last) + 1);
};

async function talk(...acts: string[]): Promise<{ world: World; maria: Person }> {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...acts);
  return { world, maria };
}

test.each(['2½', '2 кг 500 г', 'два с половиной', 'около 2,5 кг', '２,5', '\u200E2,5\u200F кг'])(
  'a weight is understood as people type it: %s',
  async (typed) => {
    const { maria } = await talk(...upTo('Медовая'), `~${typed}`, 'Без надписи');
    expect(await maria.sees()).toContain('Медовик, 2,5 кг');
  },
);

test.each(['-1', '1e9', '9999999999', '3-4 кг', '2.5.5'])(
  'an amount that cannot be read is asked again with an example, and disturbs nobody: %s',
  async (typed) => {
    const { world, maria } = await talk(...upTo('Медовая'), `~${typed}`);
    expect((await maria.hears())[0]).toBe('Не поняла, сколько это. Напишите одно число, например «2 кг».');
    expect(await standsAt(world)).toBe('order:amount');
    expect(await world.events()).not.toContain('client.asked');
  },
);

test('pounds are told in kilograms and never taken for them', async () => {
  const { world, maria } = await talk(...upTo('Медовая'), '~3 lb');
  expect((await maria.hears())[0]).toBe('Считаем в килограммах: это примерно 1,4 кг. Напишите вес, например «2 кг».');
  expect(await standsAt(world)).toBe('order:amount');
});

test('for how many people it is, is no weight', async () => {
  const { world, maria } = await talk(...upTo('Медовая'), '~на 12 человек');
  expect(await standsAt(world)).toBe('order:amount');
  expect((await maria.hears()).join()).not.toContain('Не поняла, сколько это');
});

test('words that mean something to the program mean nothing as an amount or a day', async () => {
  const { world, maria } = await talk(...upTo('Медовая'), '~constructor');
  expect(await standsAt(world)).toBe('order:amount');
  await maria.does(...upTo('Самовывоз').slice(5), '~constructor', '~toString');
  expect(await standsAt(world)).toBe('order:day');
  expect(await world.events()).not.toContain('update.failed');
});

test.each(['нет', 'Не надо.', 'no', 'без надписи!', '\u200B'])('"%s" to the inscription is a cake without one', async (typed) => {
  const { maria } = await talk(...upTo('~2'), `~${typed}`);
  expect(await maria.sees()).toContain('• Медовик, 2 кг (Вишня, Медовая крошка) — 4 800 ₽');
});

test('"yes" to the inscription is asked about, for no cake should say so', async () => {
  const { world, maria } = await talk(...upTo('~2'), '~да');
  expect((await maria.hears())[0]).toBe('Напишите сами слова, которые будут на торте, до 60 знаков.');
  expect(await standsAt(world)).toBe('order:inscription');
});

test('plain yes and no, in any language, answer every question that they can answer', async () => {
  const { world, maria } = await talk(...upTo('Без надписи'), '~нет', '~no thanks', '~нет', '~нет, никакой', '~привезите');
  expect(await standsAt(world)).toBe('order:address');
  await maria.does('~назад', '~назад', '~да', '~нет', '~сама заберу');
  expect(await standsAt(world)).toBe('order:day');
});

test('"no, but…" about allergies is not a no', async () => {
  const { world } = await talk(...upTo('Без фото'), '~нет, только на орехи');
  expect(await standsAt(world)).toBe('order:allergyConsent');
});

test('a number typed beside buttons never means back or cancel', async () => {
  const { world, maria } = await talk(...upTo('Без надписи'));
  expect(await maria.buttons()).toHaveLength(4);
  await maria.does('~3', '~4');
  expect(await standsAt(world)).toBe('order:more');
});

test.each([
  ['6', 'суббота, 6 марта'],
  ['на 6 марта', 'суббота, 6 марта'],
  ['6-го', 'суббота, 6 марта'],
  ['в эту субботу', 'суббота, 6 марта'],
  ['послезавтра', 'среда, 3 марта'],
])('a day is understood as people type it: %s', async (typed, day) => {
  const { maria } = await talk(...upTo('Самовывоз'), `~${typed}`);
  expect(await maria.sees()).toContain(day);
});

test.each([
  ['31.02', 'Такого дня в календаре нет.'],
  ['вчера', 'Воскресенье, 28 февраля: этот день уже прошёл.'],
  ['28.02', 'Воскресенье, 28 февраля: этот день уже прошёл.'],
  ['завтра', 'Вторник, 2 марта: к этому дню мы не успеем.'],
  ['05.03', 'Пятница, 5 марта: в этот день мы не работаем.'],
  ['31.12', 'Пятница, 31 декабря: так далеко вперёд мы пока не записываем.'],
  ['08.03', 'Понедельник, 8 марта: на этот день мест уже нет.'],
])('a day that cannot be had is refused by its name and with the reason: %s', async (typed, sentence) => {
  const world = await newWorld();
  await world.changeShop({ closedDays: ['2027-03-05'], placesOn: { '2027-03-08': 0 } });
  const maria = world.client();
  await maria.does(...upTo('Самовывоз'), `~${typed}`);
  expect((await maria.hears())[0]).toContain(sentence);
  expect(await maria.sees()).toBe('На какой день? Выберите или напишите, например «08.03» или «суббота».');
});

test.each(['срочно', 'второе', 'всё равно'])('"%s" is not a day of the week', async (typed) => {
  const { world } = await talk(...upTo('Самовывоз'), `~${typed}`);
  expect(await standsAt(world)).toBe('order:day');
});

test.each(['3', 'в 3', '15:30', 'с 14 до 16', '14:00-16:00'])('an hour is understood as people type it: %s', async (typed) => {
  const { maria } = await talk(...upTo('Самовывоз'), 'сб, 06.03', `~${typed}`, 'Мария', '~89123456789');
  expect(await maria.sees()).toContain('14:00–16:00');
});

test('the last address can be asked for in words, and is not written down as words', async () => {
  const { world, maria } = await talk(
    ...upTo('Нет'),
    'Доставка',
    '~ул. Мира, 5',
    'сб, 06.03',
    '12:00',
    'Мария',
    '~89123456789',
    'Подтверждаю',
  );
  await maria.does(...upTo('Нет'), 'Доставка', '~как в прошлый раз', 'сб, 06.03', '12:00', 'Мария', '~89123456789', 'Подтверждаю');
  expect((await world.orders()).map(({ address }) => address)).toEqual(['ул. Мира, 5', 'ул. Мира, 5']);
});

test('signs that nobody sees are no address and no name', async () => {
  const { world, maria } = await talk(...upTo('Нет'), 'Доставка', '~\u200B\u200B\u200B\u200B\u200B\u200B');
  expect((await maria.hears())[0]).toContain('Этого мало, чтобы вас найти');
  await maria.does('~ул. Мира, 5', 'сб, 06.03', '12:00', '~\u200B');
  expect(await standsAt(world)).toBe('order:name');
});

test('back from the day to a place on the map asks for the door again, and writes it once', async () => {
  const { world, maria } = await talk(...upTo('Нет'), 'Доставка');
  await maria.sends({ kind: 'place', latitude: 55.75, longitude: 37.61 });
  await maria.does('~Тверская, 1', '~назад', '~Тверская, 2', 'сб, 06.03', '12:00', 'Мария', '~89123456789', 'Подтверждаю');
  expect((await world.orders())[0]).toMatchObject({ address: 'Тверская, 2', latitude: 55.75 });
});

test('a place sent instead of an answer about delivery is a delivery to that place', async () => {
  const { world, maria } = await talk(...upTo('Нет'));
  await maria.sends({ kind: 'place', latitude: 55.75, longitude: 37.61 });
  expect(await standsAt(world)).toBe('order:addressDetails');
});

test('an own contact given for the name brings the number along', async () => {
  const { world, maria } = await talk(...upTo('Самовывоз'), 'сб, 06.03', '12:00');
  await maria.sends({ kind: 'contact', phone: '79123456789', name: 'Мария Иванова', own: true });
  expect(await standsAt(world)).toBe('order:agree');
  expect(await maria.sees()).toContain('Мария Иванова, +7 912 345 67 89');
});

test('back from the photos leads to the wishes, also when there are photos', async () => {
  const { world, maria } = await talk(...upTo('Без пожеланий'));
  await maria.sends({ kind: 'file', file: { kind: 'photo', remoteId: 'p' }, caption: '' });
  await maria.does('Назад');
  expect(await standsAt(world)).toBe('order:wishes');
});

test('an album is answered once, and all of it belongs to the order', async () => {
  const { maria } = await talk(...upTo('Без пожеланий'));
  const answers: string[] = [];
  for (const remoteId of ['a', 'b', 'c']) {
    await maria.sends({ kind: 'file', file: { kind: 'photo', remoteId }, caption: '', album: '77' });
    answers.push(...(await maria.hears()));
  }
  expect(answers).toEqual(['Фото получила. Пришлите ещё или пойдём дальше.']);
  await maria.does('Дальше', 'Нет', 'Самовывоз', 'сб, 06.03', '12:00', 'Мария', '~89123456789');
  expect(await maria.sees()).toContain('Фото-пример: 3 фотографии');
});

test('not more than ten photos belong to an order, at whatever question they come', async () => {
  const { maria } = await talk('~/order');
  for (let i = 0; i < 12; i++) await maria.sends({ kind: 'file', file: { kind: 'photo', remoteId: `p${i}` }, caption: '' });
  expect((await maria.hears())[0]).toContain('10 фотографий вполне достаточно');
  await maria.does(...upTo('Без пожеланий').slice(1));
  expect(await maria.sees()).toContain('Получила 10 фотографий');
});

test('tiers are counted in the right case', async () => {
  const { world, maria } = await talk('~/order', 'Свадебные', 'Свадебный «Классика»');
  while ((await standsAt(world)) === 'order:option') await maria.presses((await maria.buttons())[0] ?? '');
  expect(await maria.sees()).toBe('Сколько ярусов? Делаем от 2 до 5.');
});

test.each(['Подтверждаю', 'Пожелания', '~а что там с заказом?'])(
  'whatever is answered to a summary whose cake went off sale, something else is asked for: %s',
  async (act) => {
    const { world, maria } = await talk(...upTo('Самовывоз'), 'сб, 06.03', '12:00', 'Мария', '~89123456789');
    await world.store.tx((tx) => tx.update(products).set({ active: false }).where(eq(products.position, 1)));
    await maria.does(act);
    expect((await maria.hears()).join('\n')).toContain('Увы, этого уже нет в продаже');
    if (act.startsWith('~')) await maria.does('Выбрать другое');
    await maria.does('Наполеон', 'Заварной', '~2');
    expect(await maria.sees()).toContain('Наполеон, 2 кг');
  },
);

test('an order that was begun is not thrown away by a second /order; starting over is a choice', async () => {
  const { world, maria } = await talk(...upTo('Вишня'), '~/order');
  expect(await maria.sees()).toBe('У вас уже есть начатый заказ: Медовик. Продолжим его или начнём заново?');
  await maria.does('Продолжить');
  expect(await standsAt(world)).toBe('order:option');
  await maria.does('~сделать заказ', 'Начать заказ заново');
  expect(await standsAt(world)).toBe('order:section');
  const [row] = await world.store.read.select({ answers: conversations.answers }).from(conversations);
  expect(JSON.stringify(row?.answers)).not.toContain('cherry');
});

test('where choices are numbered a bare number is the number of a choice, and the question says so', async () => {
  const world = await newWorld();
  const phone = world.client('Ольга', 'ru', { numbered: true });
  await phone.does('~/order', 'Торты', 'Медовик', 'Вишня', 'Медовая');
  expect(await phone.sees()).toContain('Ответьте номером из списка или напишите вес с единицей, например «2,5 кг».');

  await phone.does('~12');
  expect(await standsAt(world)).toBe('order:amount');
  expect((await phone.hears())[0]).toBe('Не поняла, сколько это. Напишите одно число, например «2 кг».');
  await phone.does('~2 кг', 'Без надписи');
  expect(await phone.sees()).toContain('Медовик, 2 кг');
});

test('where choices are numbered "2" is the second weight', async () => {
  const world = await newWorld();
  const phone = world.client('Ольга', 'ru', { numbered: true });
  await phone.does('~/order', 'Торты', 'Медовик', 'Вишня', 'Медовая', '~3', 'Без надписи');
  expect(await phone.sees()).toContain('Медовик, 2,5 кг');
});
