import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicLink, lengthOf, numbered, plainMessage, shortened, splitText, telegramHtml } from '../../bot/render.ts';
import { partsOf } from '../../bot/telegram/parts.ts';
import { cleanText } from '../../flows/clean-text.ts';
import { segmentsOf } from '../../flows/messages/sms-segments.ts';
import { bold, plain, runsOf } from '../../notifications/message.ts';

describe('Telegram’s HTML', () => {
  test.each([
    ['цена < 5 & > 3', 'цена &lt; 5 &amp; &gt; 3'],
    [`Заказ ${bold('№ 4417')} готов`, 'Заказ <b>№ 4417</b> готов'],
    [bold('<script>'), '<b>&lt;script&gt;</b>'],
    [`${bold('')}пусто`, 'пусто'],
    ['"кавычки" и \'апострофы\'', '"кавычки" и \'апострофы\''],
    ['&amp; уже', '&amp;amp; уже'],
  ])('%j', (text, html) => expect(telegramHtml(text)).toBe(html));

  test('whatever people are called, only our own tags are in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const html = telegramHtml(`Для ${bold(cleanText(name))}`);
        expect(html.replace('<b>', '').replace('</b>', '')).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
      }),
    );
  });
});

test('signs that turn the direction of writing are taken out of what people typed: our own words after it stay readable', () => {
  expect(cleanText('\u202Eнаоборот\u202C \u2067да\u2069')).toBe('наоборот да');
  expect(cleanText('שלום 👨‍👩‍👧')).toBe('שלום 👨‍👩‍👧');
});

describe('cutting a text', () => {
  const words = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }).map((each) => bold(cleanText(each))),
      fc.constant('\n'),
      fc.constant('👨‍👩‍👧'),
    ),
  );

  test('every piece fits and shows something, no sign is torn, bold stays bold, and nothing but white space is lost', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 40 }), (parts, limit) => {
        const text = parts.join(' ');
        const pieces = splitText(text, limit);
        for (const piece of pieces) {
          expect(piece.isWellFormed()).toBe(true);
          expect(lengthOf(piece)).toBeLessThanOrEqual(limit);
          expect(plain(piece).trim()).not.toBe('');
        }
        const bare = (of: string) => plain(of).replace(/\s/g, '');
        expect(bare(pieces.join(''))).toBe(bare(text));
        const boldOf = (of: string) =>
          bare(
            runsOf(of)
              .filter((run) => run.bold)
              .map((run) => run.words)
              .join(''),
          );
        expect(boldOf(pieces.join(''))).toBe(boldOf(text));
      }),
    );
  });

  test('it is cut at a line, else at a space, else anywhere but inside a sign', () => {
    expect(splitText('первая строка\nвторая строка', 20)).toEqual(['первая строка', 'вторая строка']);
    expect(splitText('слово другое третье', 14)).toEqual(['слово другое', 'третье']);
    expect(splitText('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 7)).toEqual(['👨‍👩‍👧', '👨‍👩‍👧', '👨‍👩‍👧']);
    expect(splitText(bold('жирный текст'), 7)).toEqual([bold('жирный'), bold('текст')]);
    expect(splitText(' \n ', 10)).toEqual([]);
  });
});

describe('a message in plain words', () => {
  const message = {
    text: `Какой ${bold('торт')}?`,
    buttons: [
      [
        { label: 'Медовик', data: 'a' },
        { label: 'Сайт', url: 'https://example.com' },
      ],
      [{ label: 'Назад', data: 'b' }],
    ],
    place: { latitude: 55.75, longitude: 37.6 },
  };

  test('has its answers as a numbered menu and its links and place written out', () => {
    const expected = 'Какой торт?\n\nСайт: https://example.com\nhttps://maps.google.com/?q=55.75,37.6\n\n1. Медовик\n2. Назад';
    expect(plainMessage(message)).toBe(expected);
    expect(numbered(message).map(({ data }) => data)).toEqual(['a', 'b']);
    expect(plainMessage({ text: 'Готово' })).toBe('Готово');
  });
});

describe('a message in Telegram’s parts', () => {
  test('the buttons are on the last one, which is the words', () => {
    const parts = partsOf({
      text: 'я'.repeat(5000),
      picture: 'p.png',
      place: { latitude: 1, longitude: 2 },
      buttons: [[{ label: 'Да', data: 'y' }]],
    });
    expect(parts.map((part) => [part.kind, part.markup !== undefined])).toEqual([
      ['place', false],
      ['picture', false],
      ['text', false],
      ['text', true],
    ]);
  });

  test('a request shows the other answers beside it, and links in words', () => {
    const [part] = partsOf({
      text: 'Телефон?',
      request: { kind: 'contact', label: 'Мой номер' },
      buttons: [[{ label: 'Назад', data: 'b' }], [{ label: 'Правила', url: 'https://example.com/rules' }]],
    });
    expect(part).toMatchObject({
      text: 'Телефон?\nПравила: https://example.com/rules',
      markup: {
        keyboard: [[{ text: 'Мой номер', request_contact: true }], [{ text: 'Назад' }]],
        one_time_keyboard: true,
        resize_keyboard: true,
      },
    });
  });

  test('nothing makes no parts', () => expect(partsOf({ text: ' ' })).toEqual([]));
});

test('addresses that Telegram refuses in a button are known', () => {
  expect(['https://a.example/x', 'http://10.0.0.1:3000'].map(isPublicLink)).toEqual([true, true]);
  expect(['http://localhost:3000', 'https://anna', 'ftp://a.example', 'javascript:alert(1)', 'nonsense', ''].map(isPublicLink)).toEqual(
    Array.from({ length: 6 }, () => false),
  );
});

test('a toast is cut by signs, not in the middle of one', () => {
  expect(shortened('🎂'.repeat(201), 200)).toBe(`${'🎂'.repeat(199)}…`);
  expect(shortened('🎂'.repeat(200), 200)).toBe('🎂'.repeat(200));
});

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  [`${'a'.repeat(159)}€`, 2],
  ['я'.repeat(70), 1],
  ['я'.repeat(71), 2],
  ['я'.repeat(134), 2],
  ['я'.repeat(135), 3],
  [`${'a'.repeat(70)}ё`, 2],
  [`${'я'.repeat(66)}🎂${'я'.repeat(66)}`, 3],
  ['🎂'.repeat(35), 1],
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ['', 1],
])('%j is billed as %i', (text, parts) => expect(segmentsOf(text)).toBe(parts));
