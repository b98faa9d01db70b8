import { test } from 'vitest';
import { openShop } from './whole-shop.ts';
import { getShop, saveShop } from '../flows/shop.ts';
import { eq } from 'drizzle-orm';
import { products } from '../db/schema/catalog.ts';
import { orders } from '../db/schema/orders.ts';
import { play, dump, raw, acts, first, note } from './zz-qa-lib.ts';
const until = (day='сб', time='12:00') => ['~/order','Торты','Медовик','Вишня','Медовая','~2','Без надписи','Это всё','Без пожеланий','Без фото','Нет','Доставка','~ул. Мира, 5, кв. 1',day,time,'Мария','~89123456789'];
test('agree', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, ...until());
  const summary = a.person.last().id; const data = a.person.last().buttons.flat().find(b=>b.text.includes('Подтверждаю'))!.callback_data!;
  const fire = async () => { const p = a.person.pressesData(data, summary); await p.acknowledged; note(a, `   toast: ${(await p.answered).text}`); await shop.passes(50); };
  await Promise.all([fire(), fire()]);
  await fire();
  await shop.restarts();
  await fire(); await fire();
  note(a, `orders ${(await shop.store.read.select().from(orders)).length}`);
  note(a,'>>> second order, last address, name');
  await play(a,'~/start','🎂 Сделать','Бенто','Бенто-торт','Шоколад','Розовый','1 шт.','~С днём рождения, Аня ❤️','Это всё','Без пожеланий','Без фото','Нет','Доставка');
  await play(a, '~как в прошлый раз');
  await play(a, 'ср', '12:00', 'Мария');
  note(a, 'keyboard ' + JSON.stringify(a.person.keyboard()));
  await a.person.taps('+7 912 345 67 89').acknowledged; await shop.passes(100);
  note(a,'>>> old summary pressed while a new draft is open');
  await fire();
  await play(a, '~да');
  await fire();
  await play(a, '~/orders','№ 1','🕑 Перенести','Позже ›','‹ Раньше','пт, 05','14:00','~/orders', '№ 1', '🔁');
  } finally { dump('agree', shop, a); }
});
test('full day', async () => { setTimeout(()=>dumpNow(), 12000); let dumpNow = () => {};
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария'); const b = shop.client('Борис'); dumpNow = () => dump('full', shop, a, b);
  try {
  await shop.store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ordersPerDay: 1, closedDays: ['2027-03-05'] }));
  await play(a, ...until()); await play(b, ...until().slice(0,-2), 'Борис','~89123456780');
  { const pa = a.person.presses('✅ Подтверждаю'), pb = b.person.presses('✅ Подтверждаю'); await pa.acknowledged; await pb.acknowledged; await shop.passes(100); note(a, 'toast '+(await pa.answered).text); note(b, 'toast '+(await pb.answered).text); }
  await shop.passes(100);
  const l = /Спасибо/.test(a.person.last().text) ? b : a;
  await play(l, '~сб','~пт','~завтра','~01.03','~28.02','~31.02','~вчера','~2027-12-31','~вс','~10','~9:00','~17:30', '~16.00');
  note(l, '>>> price change'); 
  await shop.store.tx((tx) => tx.update(products).set({ price: 2300_00 }).where(eq(products.id, 1)));
  await play(l, '✅'); 
  note(l, '>>> product gone'); 
  await shop.store.tx((tx) => tx.update(products).set({ active: false }).where(eq(products.id, 1)));
  await play(l, '✅'); 
  } finally { dump('full', shop, a, b); }
});
