import { asc } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import type { Localized } from '../../db/schema/words.ts';
import { previewText } from '../../flows/messages/preview.ts';
import { removeTemplate } from '../../flows/templates/remove-template.ts';
import { reorderTemplates } from '../../flows/templates/reorder-templates.ts';
import { allTemplates, saveTemplate } from '../../flows/templates/save-template.ts';
import { openFloor } from '../floor.ts';

async function open() {
  const floor = await openFloor();
  const { id } = await floor.colleague('Ольга', 'owner');
  const acting = { by: { kind: 'staff' as const, id }, now: floor.clock.now() };
  return {
    floor,
    acting,
    save: (title: string, text: Localized, templateId?: number) =>
      floor.store.tx((tx) => saveTemplate(tx, { templateId, template: { title: { ru: title }, text }, ...acting })),
    titles: async () => (await allTemplates(floor.store.read)).map(({ title }) => title.ru),
  };
}

test('ready answers are added, changed, put in order and taken away', async () => {
  const { floor, acting, save, titles } = await open();
  const first = await save('Готов', { ru: 'Заказ {number} готов' });
  const second = await save('Адрес', { ru: 'Мы здесь: {address}' });
  await save('Заказ готов', { ru: 'Ваш заказ {number} готов' }, first);
  await floor.store.tx((tx) => reorderTemplates(tx, { templateIds: [second, first], ...acting }));
  expect(await titles()).toEqual(['Адрес', 'Заказ готов']);
  await floor.store.tx((tx) => removeTemplate(tx, { templateId: second, ...acting }));
  expect(await titles()).toEqual(['Заказ готов']);
  await expect(save('Ещё', { ru: 'Заказ {nomer}' })).rejects.toThrow('rule.unknown-word');
});

test('a preview shows the text of the newest order as each channel delivers it, and counts the parts of an SMS', async () => {
  const { floor } = await open();
  const id = await floor.order();
  const text = { ru: 'Заказ {number}: осталось {balance}', en: 'Order {number}: {balance} to pay' };
  const shown = await previewText(floor.store.read, { text, language: 'ru', shop: await floor.shop() });
  const [{ total = 0 } = {}] = await floor.store.read.select({ total: orders.total }).from(orders).orderBy(asc(orders.id));
  expect(total).toBe(3800_00);
  expect(shown.map(({ channel, text: words, parts }) => [channel, words.replace(/\s/g, ' '), parts])).toEqual([
    ['telegram', `Заказ ${id}: осталось 3 800 ₽`, 1],
    ['whatsapp', `Заказ ${id}: осталось 3 800 ₽`, 1],
    ['sms', `Заказ ${id}: осталось 3 800 ₽`, 1],
  ]);
  const long = await previewText(floor.store.read, { text: { ru: 'ж'.repeat(1700) }, language: 'ru', shop: await floor.shop() });
  expect(long.map(({ parts }) => parts)).toEqual([1, 2, 26]);
});

test('before there is an order, a preview calls the fields by their names', async () => {
  const { floor } = await open();
  const [shown] = await previewText(floor.store.read, {
    text: { ru: 'Заказ {number}, {nomer}' },
    language: 'ru',
    shop: await floor.shop(),
  });
  expect(shown?.text).toBe('Заказ ‹номер заказа›, {nomer}');
});
