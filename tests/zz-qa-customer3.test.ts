import { test } from 'vitest';
import { openShop } from './whole-shop.ts';
import { play, dump, raw, acts, first, note } from './zz-qa-lib.ts';
const toSummary = ['~/order','Торты','Медовик','Вишня','Медовая','~2','Без надписи','Это всё','Без пожеланий','Без фото','Нет'];
test('back', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, '~/start', '🎂 Сделать', '« Назад', '🎂 Сделать', 'Торты', '« Назад','Торты','Медовик','« Назад','Медовик','Вишня','« Назад','Вишня','Медовая','« Назад','Медовая','~2','« Назад','~2','~Привет','« Назад','~Привет','Это всё','« Назад','Это всё','~розы','« Назад','~розы');
  await acts(shop, a, a.person.sendsPhoto());
  await play(a,'« Назад','Без пожеланий','Дальше','« Назад','Дальше','Да, есть','« Назад','Да, есть','Согласие','« Назад','Согласие','~орехи','« Назад','~орехи','Доставка','~назад','Доставка');
  await acts(shop, a, a.person.sendsPlace(55.1, 37.1));
  await play(a,'« Назад'); await acts(shop, a, a.person.sendsPlace(55.1, 37.1));
  await play(a,'~Ленина 5 кв 2','« Назад','~Ленина 5 кв 2','сб','« Назад','сб','12:00','« Назад','12:00','Мария','~« Назад','Мария','~89123456789','« Назад','~89123456789');
  note(a,'>>>> changes then back');
  for (const c of ['✎ Пожелания','✎ Фото','✎ Аллергия','✎ Получение','✎ День','✎ Имя','✎ Телефон','✎ Медовик','➕ Добавить']) { note(a, '>>> '+c); await play(a, c); if (a.person.keyboard().length) await play(a,'~« Назад'); else await play(a,'« Назад'); }
  note(a,'>>>> deeper: item, option, back');
  await play(a,'✎ Медовик','Начинка','« Назад','✎ Медовик','Заменить','« Назад','➕ Добавить','Торты','« Назад');
  } finally { dump('back', shop, a); }
});
