import { test } from 'vitest';
import { openShop } from './whole-shop.ts';
import { play, dump, raw, acts, first, note } from './zz-qa-lib.ts';
test('weights', async () => {
  const shop = await openShop({ language: 'ru' });
  const a = shop.client('Мария');
  try {
  await play(a, '~/order','Торты','Медовик','Вишня','Медовая');
  for (const w of ['0','-1','1e9','999999','9999999999','0.5','1,7','2,25 кг','2½','２','двадцать','2 кг 500 г','2500г','~3 кг','около 3','3-4','2.5.5', 'два с половиной','полтора килограмма','3кг']) {
    note(a, `>>> ${w}`);
    await a.says(w);
    if (!/килограмм/.test(a.person.last().text)) { note(a, '   ACCEPTED'); await a.says('назад'); }
  }
  await a.says('x'.repeat(4096)); 
  await raw(shop, a, { text: 'ю'.repeat(10000) });
  await a.says('😀😀😀');
  await raw(shop, a, { text: 'שלום 2' });
  await raw(shop, a, { text: '\u0000' });
  await raw(shop, a, { text: '\u200b' });
  await raw(shop, a, { text: '2\u200b' });
  await raw(shop, a, { text: '\u200e2,5\u200f кг' });
  } finally { dump('weights', shop, a); }
});
test('strange things at every step', async () => {
  const shop = await openShop({ language: 'ru' });
  const mia = await shop.colleague('Мия', 'manager');
  const a = shop.client('Мария');
  try {
  await play(a, '~/order','Торты');
  await acts(shop, a, a.person.sendsSticker());
  await acts(shop, a, a.person.sendsVoice());
  await acts(shop, a, a.person.sendsDocument('v.mp4', Buffer.from('x'), 'video/mp4'));
  await raw(shop, a, { poll: { id: '1', question: 'q', options: [], total_voter_count: 0, is_closed: false, is_anonymous: true, type: 'regular', allows_multiple_answers: false } });
  await raw(shop, a, { dice: { emoji: '🎲', value: 3 } });
  await raw(shop, a, { video_note: { file_id: 'abc', file_unique_id: 'x', length: 1, duration: 1 } });
  await acts(shop, a, a.person.sharesContact('+79990001122', false));
  await acts(shop, a, a.person.sharesContact('+79990001133', true));
  await acts(shop, a, a.person.sendsPlace(55.1, 37.1));
  await acts(shop, a, a.person.forwards('Скидка 50% на торты', 'Пётр'));
  const s = a.person.sends('Медовик'); await acts(shop, a, s);
  await acts(shop, a, a.person.edits(s.messageId, 'Наполеон'));
  await acts(shop, a, a.person.sendsPhoto(undefined, 'хочу такой'));
  await acts(shop, a, a.person.sendsAlbum([Buffer.from('a'), Buffer.from('b'), Buffer.from('c')], 'и такие'));
  await a.says('/абракадабра'); await a.says('/blah'); await a.says('/cancel');
  } finally { dump('strange', shop, a, mia); }
});
