import { expect, test } from 'vitest';
import { clients } from '../../../db/schema/people.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { cleanName, toldName } from '../../../flows/clients/name.ts';
import { findAnything } from '../../../flows/search/find-anything.ts';
import { byWhatsapp, openShop } from '../../whole-shop.ts';

const unseen = [
  '',
  ' ',
  '\u3164',
  '\u2800\u2800',
  '\u200E',
  '\uFE0F',
  '\u0301\u0308',
  '\u115F',
  '\u00AD',
  '\u{E0061}',
  '\u{1D159}',
  '\u000B',
];

test('a name that nobody can see is no name', () => {
  for (const name of unseen) for (const read of [toldName, cleanName]) expect(read(name), JSON.stringify(name)).toBeUndefined();
});

test('a name of a picture is one for a platform, and a typed one needs a letter', () => {
  expect(toldName('🌸')).toBe('🌸');
  expect(cleanName('🌸')).toBeUndefined();
  expect(cleanName('О’Коннор-Смит мл.')).toBe('О’Коннор-Смит мл.');
  expect(toldName('Ан\u000Bна\u0007 \u202EПетрова')).toBe('Ан на Петрова');
});

test('a client whose name came in pieces (и and its breve) is kept whole and found by any spelling', { timeout: 60_000 }, async () => {
  const shop = await openShop({ language: 'ru' });
  await shop.client('Сергей'.normalize('NFD')).says('/start');
  expect(await getClient(shop.store.read, 1)).toMatchObject({ name: 'Сергей' });
  for (const asked of ['Сергей', 'СЕРГЕЙ'.normalize('NFD')])
    expect(
      (await findAnything(shop.store.read, asked)).clients.map(({ id }) => id),
      asked,
    ).toEqual([1]);
});

test('a client with a name of fillers has none, in Telegram and in WhatsApp', { timeout: 60_000 }, async () => {
  const shop = await openShop({ env: byWhatsapp });
  await shop.client('\u3164').says('/start');
  await shop.caller('+79161234567', '\u2800\u200E').whatsapp.says('Hello');
  expect((await shop.store.read.select().from(clients)).map(({ name }) => name)).toEqual([null, null]);
});
