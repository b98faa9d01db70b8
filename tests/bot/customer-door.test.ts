import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { orders } from '../../db/schema/orders.ts';
import { minutes } from '../../notifications/time.ts';
import { openShop, type Phone, type WholeShop } from '../whole-shop.ts';

/** What a client sees in the messenger itself, not only what was said. */

const toSummary = [
  'Торты',
  'Медовик',
  'Вишня',
  'Медовая',
  '2 кг',
  'Без надписи',
  'Это всё',
  'Без пожеланий',
  'Без фото',
  'Нет',
  'Самовывоз',
];
const dueAndName = ['сб, 06.03', '12:00', 'Мария'];

async function atSummary(): Promise<{ shop: WholeShop; maria: Phone; agree: () => Promise<string> }> {
  const shop = await openShop({ language: 'ru' });
  const maria = shop.client('Мария');
  await maria.says('/order');
  for (const label of [...toSummary, ...dueAndName]) await maria.presses(label);
  await maria.says('8 912 345-67-89');
  const { id, buttons } = maria.person.last();
  const data = buttons.flat().find(({ text }) => text.includes('Подтверждаю'))?.callback_data ?? '';
  const agree = async () => {
    const pressed = maria.person.pressesData(data, id);
    await pressed.acknowledged;
    const { text } = await pressed.answered;
    await shop.passes(0);
    return text;
  };
  return { shop, maria, agree };
}

test('Agree pressed five times, with a restart in between, is one order; what was agreed stays, and the summary has no dead buttons', async () => {
  const { shop, maria, agree } = await atSummary();
  const summary = maria.person.last().id;

  const toasts = [await agree(), await agree()];
  await shop.restarts();
  toasts.push(await agree(), await agree(), await agree());

  expect(await shop.store.read.select().from(orders)).toHaveLength(1);
  expect(toasts).toEqual(['', ...Array(4).fill('Заказ № 1 уже принят.')]);
  expect(maria.person.last().text).toContain('Заказ № 1 принят');
  expect(maria.buttonsOn('Заказ № 1 принят')).toEqual(['📦 Заказ № 1', '🏠 Меню']);
  expect(maria.person.chat().find(({ id }) => id === summary)?.text).toBe('Заказ № 1 уже принят.');
  expect(shop.telegram.violations).toEqual([]);
  expect(shop.telegram.unanswered()).toEqual([]);
});

test('Agree on a cake that went off sale meanwhile is answered, and holds up nothing', async () => {
  const { shop, maria, agree } = await atSummary();
  await shop.store.tx((tx) => tx.update(products).set({ active: false }).where(eq(products.position, 1)));

  await agree();
  expect(maria.person.last().text).toContain('Увы, этого уже нет в продаже');
  await maria.says('меню');
  expect(maria.person.last().text).toContain('Продолжим?');
  expect(shop.telegram.unanswered()).toEqual([]);
});

test('after leaving a conversation the menu is the last thing in the chat', async () => {
  const shop = await openShop({ language: 'ru' });
  const maria = shop.client('Мария');
  await maria.says('/order');
  await maria.presses('✕ Отмена');
  expect(maria.person.chat().map(({ text }) => text)).toEqual(['/order', 'Отменено.', expect.stringContaining('Чем помочь?')]);
});

test('an album of three is one answer', async () => {
  const shop = await openShop({ language: 'ru' });
  const maria = shop.client('Мария');
  await maria.says('/order');
  for (const label of toSummary.slice(0, 8)) await maria.presses(label);
  const before = maria.person.chat().length;

  for (const sent of maria.person.sendsAlbum(
    ['a', 'b', 'c'].map((bytes) => Buffer.from(bytes)),
    'Вот такие',
  ))
    await sent.acknowledged;
  await shop.passes(0);

  expect(maria.person.chat()).toHaveLength(before + 3 + 1);
  expect(maria.person.last().text).toBe('Фото получила. Пришлите ещё или пойдём дальше.');
  expect(shop.telegram.violations).toEqual([]);
});

test('a client who cancels an order hears of it once', async () => {
  const { shop, maria, agree } = await atSummary();
  await agree();
  await maria.presses('📦 Заказ № 1');
  await maria.presses('✕ Отменить заказ');
  await maria.presses('Дорого');
  await shop.passes(minutes(5));
  expect(maria.person.chat().filter(({ text }) => text.includes('отменён'))).toHaveLength(1);
});
