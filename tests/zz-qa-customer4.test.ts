import { test } from 'vitest';
import { openShop } from './whole-shop.ts';
import { play, dump, raw, acts, first, note } from './zz-qa-lib.ts';
test('menu in the middle', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, '~/start', '🎂 Сделать', 'Торты', 'Медовик', '~меню', '▶ Продолжить','Вишня','~/orders','~продолжить');
  note(a,'>>> /order twice');
  await play(a,'~/order','~/order','~/start','~/cancel');
  note(a,'>>> draft then anew');
  await play(a,'~/order','Торты','Медовик','Вишня','~меню','🎂 Начать','~/cancel');
  note(a,'>>> language in the middle');
  await play(a,'~/order','Торты','Медовик','Вишня','~меню','🌐 English','▶ Continue');
  await play(a,'~/language','Русский');
  await play(a,'~/help', '~/operator', '~/menu');
  } finally { dump('menu', shop, a); }
});
test('labels', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, '~сделать заказ','~торты','~Honey cake','~медо','~2','~Cherry','~Медовая крошка','~1','~without inscription');
  note(a,'>>> 9');
  await play(a,'~назад','~No inscription','~9','~1','~без пожеланий','~no photos','~Да','~согласен', '~нет', '~яйца', '~2', '~ул. Мира 5', '~3', '~2', '~1','~123');
  } finally { dump('labels', shop, a); }
});
