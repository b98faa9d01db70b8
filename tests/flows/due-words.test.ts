import { expect, test } from 'vitest';
import { newWorld, type Person, standsAt, type World } from '../world.ts';

const toDay = [
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

/** A client who is asked for the day, on a Monday; the shop hands over from 10 to 20. */
async function atDay({ at = Date.parse('2027-03-01T11:00:00+03:00') } = {}): Promise<{ world: World; maria: Person }> {
  const world = await newWorld({ at });
  const maria = world.client();
  await maria.does(...toDay);
  return { world, maria };
}

const slotOf = async (maria: Person) => {
  await maria.does('Мария', '~89123456789');
  return maria.sees();
};

test.each([
  ['в субботу в 3 часа дня', 'суббота, 6 марта, 14:00–16:00'],
  ['06.03 с 16 до 18', 'суббота, 6 марта, 16:00–18:00'],
  ['в эту субботу, к часу дня', 'суббота, 6 марта, 12:00–14:00'],
  ['Saturday at half past four', 'суббота, 6 марта, 16:00–18:00'],
  ['через неделю в пять', 'понедельник, 8 марта, 16:00–18:00'],
])('day and time in one message answer both questions: %s', async (typed, window) => {
  const { world, maria } = await atDay();
  await maria.does(`~${typed}`);
  expect(await standsAt(world)).toBe('order:name');
  expect(await slotOf(maria)).toContain(window);
});

test('a time that was said before its day is kept for it', async () => {
  const { world, maria } = await atDay();
  await maria.does('~в 3 часа дня');
  expect(await standsAt(world)).toBe('order:day');
  await maria.does('сб, 06.03');
  expect(await standsAt(world)).toBe('order:name');
  expect(await slotOf(maria)).toContain('14:00–16:00');
});

test('"next Friday" on a Monday is one of two days, and asked back', async () => {
  const { world, maria } = await atDay();
  await maria.does('~в следующую пятницу к 5 вечера');
  expect(await maria.sees()).toBe('Уточните, пожалуйста, какой из этих дней?');
  expect((await maria.buttons()).slice(0, 3)).toEqual(['пт, 05.03', 'пт, 12.03', 'Другой день']);
  await maria.does('пт, 12.03');
  expect(await standsAt(world)).toBe('order:name');
  expect(await slotOf(maria)).toContain('пятница, 12 марта, 16:00–18:00');
});

test('of two days that may be meant, the only one that can be had is taken', async () => {
  const { world, maria } = await atDay();
  await maria.does('~в понедельник');
  expect(await maria.sees()).toContain('понедельник, 8 марта');
  expect(await standsAt(world)).toBe('order:slot');
});

test('"by four" may be the window that ends then or the one that begins: two buttons, and a way to the others', async () => {
  const { world, maria } = await atDay();
  await maria.does('~06.03 к 16:00');
  expect(await maria.sees()).toBe('Уточните, пожалуйста, в какое время (суббота, 6 марта)?');
  expect((await maria.buttons()).slice(0, 3)).toEqual(['14:00–16:00', '16:00–18:00', 'Другое время']);
  await maria.does('Другое время');
  expect((await maria.buttons()).slice(0, 2)).toEqual(['10:00–12:00', '12:00–14:00']);
  expect(await standsAt(world)).toBe('order:slot');
});

test('another day can be named where the time is asked for', async () => {
  const { maria } = await atDay();
  await maria.does('сб, 06.03', '~лучше в воскресенье в 3');
  expect(await slotOf(maria)).toContain('воскресенье, 7 марта, 14:00–16:00');
});

test('a time outside the hours keeps the day and says so', async () => {
  const { world, maria } = await atDay();
  await maria.does('~06.03 в 23:00');
  expect(await maria.sees()).toContain('В это время не получится, выберите из предложенного.\n\nВ какое время удобно (суббота, 6 марта)?');
  expect(await standsAt(world)).toBe('order:slot');
});

test('a day of the past is refused with its year', async () => {
  const { maria } = await atDay({ at: Date.parse('2027-01-10T11:00:00+03:00') });
  await maria.does('~31.12');
  expect((await maria.hears())[0]).toBe('Четверг, 31 декабря 2026 г.: этот день уже прошёл.');
});

test('29 February is a day when there is one, and none when there is not', async () => {
  const leap = await atDay({ at: Date.parse('2028-02-10T11:00:00+03:00') });
  await leap.maria.does('~29.02');
  expect(await leap.maria.sees()).toContain('вторник, 29 февраля');
  const common = await atDay({ at: Date.parse('2026-06-01T11:00:00+03:00') });
  await common.maria.does('~29.02');
  expect((await common.maria.hears())[0]).toContain('Такого дня в календаре нет.');
});

test('back from the time forgets what was said of it', async () => {
  const { world, maria } = await atDay();
  await maria.does('~06.03 к 16:00', 'Назад');
  expect(await standsAt(world)).toBe('order:day');
  await maria.does('сб, 06.03');
  expect(await maria.sees()).toBe('В какое время удобно (суббота, 6 марта)?');
});

test('in a country that writes the month first, a date as our buttons show it is never another one', async () => {
  const { world, maria } = await atDay();
  await world.changeShop({ country: 'US' });
  await maria.does('~06/03');
  expect(await maria.sees()).toContain('суббота, 6 марта');
  await world.changeShop({ horizonDays: 300 });
  await maria.does('Назад', '~04/05');
  expect((await maria.buttons()).slice(0, 2)).toEqual(['пн, 05.04', 'вт, 04.05']);
});
