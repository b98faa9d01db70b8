import { test } from 'vitest';
import { openShop } from './whole-shop.ts';
import { hours, minutes, days, seconds } from '../notifications/time.ts';
import { play, dump, raw, acts, first, note } from './zz-qa-lib.ts';
const until = ['~/order','Торты','Медовик','Вишня','Медовая','~2','Без надписи','Это всё','Без пожеланий'];
test('photos', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, ...until);
  const n = a.person.chat().length;
  await acts(shop, a, a.person.sendsAlbum([Buffer.from('a'), Buffer.from('b'), Buffer.from('c')], 'такие'));
  await acts(shop, a, a.person.sendsPhoto());
  await acts(shop, a, a.person.sendsDocument('x.png', Buffer.from('p'), 'image/png'));
  await acts(shop, a, a.person.sendsDocument('x.pdf', Buffer.from('p'), 'application/pdf'));
  await acts(shop, a, a.person.sendsAlbum(Array.from({length: 7}, (_, i) => Buffer.from('z'+i))));
  await play(a, '~нет', '~нет', '~Привезите'); 
  await acts(shop, a, a.person.sendsPlace(55.5, 37.5));
  await play(a, '~нет', '~6', '~с 12 до 14', '~Ма<b>ша</b>', '~да');
  await acts(shop, a, a.person.sharesContact('+79990001122', false));
  await play(a, '~что там дальше?', '~да');
  } finally { dump('photos', shop, a); }
});
test('contacts', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, ...until, 'Без фото', '~да', '~нет', 'Доставка', '~дом', '~\u200b\u200b\u200b\u200b\u200b\u200b', '~Ленина 5', '~constructor', '~вск', '~3', '~\u200b', '~123', '~😀', '~Анна-Мария О’Нил', '~+7', '~позвоните', '~8 (912) 345-67-89 доб. 4', '~✅ Подтверждаю');
  await play(a, '~/order', '~/order 5', '~/start src-flyer', '~/start order_1', '~/orders 999', '~/orders abc');
  } finally { dump('contacts', shop, a); }
});
