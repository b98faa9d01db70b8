import { test } from 'vitest';
import { openShop } from './whole-shop.ts';
import { hours, minutes, days, seconds } from '../notifications/time.ts';
import { orders } from '../db/schema/orders.ts';
import { play, dump, raw, acts, first, note } from './zz-qa-lib.ts';
const until = (day='сб', time='12:00') => ['~/order','Торты','Медовик','Вишня','Медовая','~2','Без надписи','Это всё','Без пожеланий','Без фото','Нет','Самовывоз',day,time,'Мария','~89123456789'];
test('cancel and stage', async () => {
  const shop = await openShop({ language: 'ru' });
  const mia = await shop.colleague('Мия', 'manager');
  const a = shop.client('Мария');
  try {
  await play(a, ...until(), '✅');
  await play(a, '📦 Заказ № 1','✕ Отменить','Не отменять', '~/orders', '✕ Отменить', '~передумала, извините', 'Да, отменить');
  await play(a, '~/orders', '~/start');
  note(a,'>>> order 2 goes to workshop');
  await play(a, ...until(), '✅','📦 Заказ № 2');
  const old = a.person.last();
  const data = (x: string) => old.buttons.flat().find(b=>b.text.includes(x))!.callback_data!;
  note(a,'>>> manager moves');
  await play(mia, '✋ Взять', '▶ К оплате'); await shop.passes(seconds(61));
  await play(mia, '💰', '2\u00a0400', 'Перевод').catch((e) => note(mia, String(e).slice(0, 300)));
  note(mia, mia.person.last().text);
  await play(mia, '▶ ').catch((e) => note(mia, String(e).slice(0, 300)));
  await shop.passes(seconds(61));
  await play(a, '~/orders');
  note(a,'>>> pressing outdated Move / Cancel');
  for (const x of ['Перенести','Отменить']) { const p = a.person.pressesData(data(x), old.id); await p.acknowledged; note(a, 'toast: ' + (await p.answered).text); await shop.passes(100); }
  } finally { dump('cancel', shop, a, mia); }
});
test('reminder', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, ...until(), '✅');
  await shop.passes(days(4) - hours(1));
  await shop.passes(hours(1)); await shop.passes(hours(9));
  note(a, new Date(shop.clock.now()).toISOString());
  const m = a.sees('напоминаем');
  const press = async (x: string) => { const p = a.person.pressesOn(m.id, x); await p.acknowledged; note(a, 'toast: ' + (await p.answered).text); await shop.passes(100); };
  await press('Перенести'); 
  await play(a,'Не переносить');
  await press('Подтверждаю'); await press('Подтверждаю');
  await press('Перенести'); await play(a, 'сб', '16:00'); await press('Перенести'); await play(a, 'вс', '10:00'); await press('Подтверждаю'); await shop.passes(days(8)); note(a, new Date(shop.clock.now()).toISOString());
  await press('Подтверждаю');
  await press('Отменить заказ'); await play(a, 'Дорого');
  await press('Подтверждаю'); await press('Перенести'); await press('Отменить заказ');
  } finally { dump('reminder', shop, a); }
});
