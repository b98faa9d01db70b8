import { test } from 'vitest';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { openShop } from './whole-shop.ts';
import { hours, minutes, days, seconds } from '../notifications/time.ts';
import { play, dump, raw, acts, first, note } from './zz-qa-lib.ts';
test('person', async () => {
  const shop = await openShop({ language: 'ru' });
  const mia = await shop.colleague('Мия', 'manager');
  const a = shop.client('Мария');
  try {
  await play(a, '~Здравствуйте, а вы делаете торты без сахара?', '~и без глютена');
  await acts(shop, a, a.person.sendsVoice());
  await acts(shop, mia, mia.person.repliesTo(mia.sees('без сахара').id, 'Да, конечно <делаем> & любим'));
  await play(a, '~спасибо!');
  await play(mia, 'Готово');
  await play(a, '~/order','Торты','Медовик', '~а вишня свежая?');
  await acts(shop, mia, mia.person.repliesTo(mia.sees('вишня').id, 'Свежемороженая'));
  await play(a, '~хорошо', '~2');
  await play(mia, 'Готово');
  note(a, '>>> after done');
  await play(a, 'Вишня', 'Медовая', '~2', '~/operator','~перезвоните');
  await play(a, '▶ Продолжить', 'Без надписи');
  note(a, '>>> press while with person');
  await play(a, '~менеджер', '~ау'); 
  await play(a, '~меню');
  await play(a, '~оператор'); await acts(shop, a, a.person.sendsSticker());
  } finally { dump('person', shop, a, mia); }
});
test('night', async () => {
  const shop = await openShop({ language: 'ru', at: Date.parse('2027-03-01T23:40:00+03:00') });
  const mia = await shop.colleague('Мия', 'manager');
  const a = shop.client('Мария'); const e = shop.client('John');
  try {
  await play(a, '~Добрый вечер! Сколько стоит торт?', '/operator'.replace('/','~/'));
  await play(a, '~/order','Бенто','Бенто-торт','Шоколад','Розовый','1 шт.','Без надписи','Это всё','Без пожеланий','Без фото','Нет','Самовывоз');
  await first(a); await play(a, '12:00', 'Мария','~89123456789', '✅');
  note(a,'>>> blocked');
  await acts(shop, a, a.person.blocks() as any);
  await shop.passes(days(1));
  await acts(shop, a, a.person.unblocks() as any);
  await play(a, '~/start','~я вернулась');
  } finally { dump('night', shop, a, mia); }
});
test('allergy bytes', async () => {
  const shop = await openShop({ language: 'ru' });
  const mia = await shop.colleague('Мия', 'manager');
  const a = shop.client('Мария');
  try {
  const w = 'Кардамономунзель';
  await play(a, '~/order','Бенто','Бенто-торт','Шоколад','Розовый','1 шт.','Без надписи','Это всё','Без пожеланий','Без фото', `~да, на ${w} сильная`, 'Согласие', `~на ${w}`, 'Самовывоз');
  note(a, '>>> edit of that message');
  const msg = a.person.chat().findLast((m) => m.from === 'person')!;
  await acts(shop, a, a.person.edits(msg.id, `на ${w} очень`));
  await play(a, 'ср', '12:00', 'Мария','~89123456789','✎ Аллергия','Да, есть','Не записывайте','✎ Аллергия','Да','Согласие',`~${w}`);
  await acts(shop, a, a.person.repliesTo(a.person.last().id, `ещё у меня ${w}`));
  await play(a,'✅');
  } catch (err) { note(a, String(err)); } finally { 
  const dirs = readdirSync('/tmp').filter((d) => d.startsWith('anna-test-'));
  for (const d of dirs) for (const f of readdirSync(`/tmp/${d}`).filter((x) => !x.includes('backup'))) { if (statSync(`/tmp/${d}/${f}`).isDirectory()) continue; const b = readFileSync(`/tmp/${d}/${f}`); if (b.includes(Buffer.from('Кардамономунзель'))) { let i = 0; while ((i = b.indexOf(Buffer.from('Кардамономунзель'), i + 1)) > 0) note(a, `FOUND in ${d}/${f}: ${b.subarray(Math.max(0, i-120), i + 60).toString().replace(/[^\p{L}\p{N}\p{P} ]/gu,'.')}`); } else note(a, `clean ${d}/${f} ${b.length}`); }
  dump('bytes', shop, a, mia); }
});
