import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, ChannelFile } from '../../bot/channel.ts';
import customers from '../../bot/channels/telegram.ts';
import staff from '../../bot/channels/telegram-staff.ts';
import { bold, type Message } from '../../notifications/message.ts';
import { type FakePerson, type FakeTelegram, startTelegram } from '../servers/telegram.ts';
import { pixel } from '../servers/telegram-person.ts';
import { begin, type FakeDoors, fakeDoors } from './fake-doors.ts';

const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';

describe.each<[string, ChannelFile, string]>([
  ['grammY', customers, 'TELEGRAM_BOT_TOKEN'],
  ['Telegraf', staff, 'TELEGRAM_STAFF_BOT_TOKEN'],
])('a message through %s', (_library, file, variable) => {
  let telegram: FakeTelegram;
  let olga: FakePerson;
  let fake: FakeDoors;
  let channel: Channel;

  beforeEach(async () => {
    telegram = await startTelegram();
    telegram.addBot({ token, username: 'anna_bot' });
    olga = telegram.person({ firstName: 'Ольга' });
    fake = fakeDoors({ [variable]: token, TELEGRAM_API_ROOT: telegram.url });
    channel = await begin(file, fake.doors);
    await olga.sends('/start').acknowledged;
  });
  afterEach(async () => {
    expect(telegram.violations).toEqual([]);
    expect(fake.logged.join('')).not.toContain(token.split(':')[1]);
    await channel.stop();
    await telegram.close();
  });

  const send = async (message: Message, how: { replaces?: string; silent?: boolean; since?: number } = {}) =>
    (await channel.send({ address: String(olga.id), message, since: 0, ...how })).externalId;
  const requests = (method: string) => telegram.requests.filter((each) => each.method === method);
  const shown = () =>
    olga
      .chat()
      .filter((each) => each.from === 'bot')
      .map(({ id, text, buttons }) => ({ id: String(id), text, labels: buttons.flat().map((each) => each.text) }));
  const texts = () => shown().map(({ text }) => text);

  test('is shown with bold words, without reading anything into what people are called, and without a preview of links', async () => {
    await send({
      text: `Заказ ${bold('4417')} для <3 & "Ко" https://example.com`,
      buttons: [
        [
          { label: 'Да', data: 'y' },
          { label: 'Сайт', url: 'https://example.com/a' },
        ],
      ],
    });
    expect(shown().at(-1)).toMatchObject({ text: 'Заказ 4417 для <3 & "Ко" https://example.com', labels: ['Да', 'Сайт'] });
    expect(olga.last().html).toContain('<b>4417</b>');
    expect(requests('sendMessage').at(-1)?.fields).toMatchObject({ link_preview_options: { is_disabled: true } });
  });

  test('of ten thousand signs arrives whole and in order, its buttons under the last piece', async () => {
    const text = Array.from({ length: 700 }, (_, index) => `строка ${bold(String(index))} 🎂`).join('\n');
    const id = await send({ text, buttons: [[{ label: 'Да', data: 'y' }]] });
    const words = text.replace(/[\u{E000}\u{E001}]/gu, '');
    expect(texts().length).toBeGreaterThan(1);
    expect(texts().join('\n')).toBe(words);
    expect(shown().at(-1)).toMatchObject({ id, labels: ['Да'] });
  });

  test('goes on where it stopped when a long one was interrupted', async () => {
    const long = { text: `${'а'.repeat(4000)}\n${'б'.repeat(4000)}` };
    telegram.delay(50);
    const first = send(long);
    await olga.waitsFor(/^а/);
    telegram.fail({ with: '429', retryAfter: 1 });
    await expect(first).rejects.toMatchObject({ verdict: 'later', retryAfterMs: 1000 });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await send(long);
    expect(texts().map((each) => each[0])).toEqual(['а', 'б']);
  });

  test('with a link that leads nowhere has the address in its words', async () => {
    await send({
      text: 'Оплата',
      buttons: [
        [
          { label: 'Оплатить', url: 'http://localhost:3000/pay' },
          { label: 'Позже', data: 'later' },
        ],
      ],
    });
    expect(shown().at(-1)).toMatchObject({ text: 'Оплата\nОплатить: http://localhost:3000/pay', labels: ['Позже'] });
  });

  test('with a picture is one message; the picture is uploaded once', async () => {
    const picture = await fake.doors.files.keep(pixel);
    await send({ text: bold('Медовик'), picture, buttons: [[{ label: 'Беру', data: 'y' }]] });
    expect(shown()).toMatchObject([{ text: 'Медовик', labels: ['Беру'] }]);
    const uploaded = olga.last().photo?.fileId;
    await send({ text: 'Ещё раз', picture });
    expect(requests('sendPhoto').at(-1)?.fields.photo).toBe(uploaded);
  });

  test('with a picture and many words shows the picture first', async () => {
    const picture = await fake.doors.files.keep(pixel);
    await send({ text: 'я'.repeat(1025), picture, buttons: [[{ label: 'Беру', data: 'y' }]] });
    expect(shown()).toMatchObject([
      { text: '', labels: [] },
      { text: 'я'.repeat(1025), labels: ['Беру'] },
    ]);
  });

  test('with a recording goes as a document, and one whose file is gone goes without', async () => {
    const recording = await fake.doors.files.keep(Buffer.from('OggS\0\u0002 not a picture'));
    await send({ text: 'Голосовое', picture: recording });
    expect(requests('sendDocument')).toHaveLength(1);
    await send({ text: 'Ваш эскиз', picture: `${'0'.repeat(64)}.png` });
    expect(olga.last().text).toBe('Ваш эскиз');
  });

  test('with a place shows the pin and then the words', async () => {
    const id = await send({
      text: 'Доставка: Арбат, 1',
      place: { latitude: 55.75, longitude: 37.6 },
      buttons: [[{ label: 'Доставлено', data: 'd' }]],
    });
    expect(requests('sendLocation')).toHaveLength(1);
    expect(olga.last()).toMatchObject({ id: Number(id), text: 'Доставка: Арбат, 1' });
    expect(await send({ text: 'Доставлено', place: { latitude: 55.75, longitude: 37.6 } }, { replaces: id })).toBe(id);
    expect(requests('sendLocation')).toHaveLength(1);
  });

  test('asks for the number with a keyboard, and the next message takes the keyboard away', async () => {
    await send({
      text: 'Ваш телефон?',
      request: { kind: 'contact', label: 'Поделиться номером' },
      buttons: [[{ label: 'Назад', data: 'b' }]],
    });
    expect(olga.keyboard()).toEqual([['Поделиться номером'], ['Назад']]);
    await olga.sharesContact('+79161234567').acknowledged;
    await send({ text: 'Всё верно?', buttons: [[{ label: 'Оформить', data: 'y' }]] });
    expect(olga.keyboard()).toEqual([]);
    expect(texts()).toEqual(['Ваш телефон?', 'Всё верно?']);

    await send({ text: 'Где вы?', request: { kind: 'place', label: 'Отправить место' } });
    await send({ text: 'Спасибо' });
    expect(olga.keyboard()).toEqual([]);
    expect(texts()).toEqual(['Ваш телефон?', 'Всё верно?', 'Где вы?', 'Спасибо']);
  });

  test('takes away a keyboard that an earlier process left open', async () => {
    await send({ text: 'Ваш телефон?', request: { kind: 'contact', label: 'Поделиться номером' } });
    await channel.stop();
    channel = await begin(file, fake.doors);
    await send({ text: 'Спасибо' });
    expect(olga.keyboard()).toEqual([]);
  });

  test('rewrites a shown one, and rewriting it to the same is a success', async () => {
    const id = await send({ text: 'Готовится', buttons: [[{ label: 'Готов', data: 'r' }]] });
    const ready = { text: bold('Готов'), buttons: [[{ label: 'Отдан', data: 'g' }]] };
    expect(await send(ready, { replaces: id })).toBe(id);
    expect(await send(ready, { replaces: id })).toBe(id);
    expect(shown()).toEqual([{ id, text: 'Готов', labels: ['Отдан'] }]);
  });

  test('rewrites words under a picture, and the picture too', async () => {
    const picture = await fake.doors.files.keep(pixel);
    const other = await fake.doors.files.keep(Buffer.concat([pixel, Buffer.from('!')]));
    const id = await send({ text: 'Эскиз', picture });
    expect(await send({ text: 'Готовый торт', picture: other }, { replaces: id })).toBe(id);
    expect(olga.last()).toMatchObject({ id: Number(id), text: 'Готовый торт' });
  });

  test('that cannot be rewritten is sent anew and the old one goes', async () => {
    const picture = await fake.doors.files.keep(pixel);
    const photo = await send({ text: 'Эскиз', picture });
    const words = await send({ text: 'Без картинки' }, { replaces: photo });
    expect(words).not.toBe(photo);
    expect(texts()).toEqual(['Без картинки']);
    await channel.remove?.(String(olga.id), words);
    expect(await send({ text: 'Снова здесь' }, { replaces: words })).not.toBe(words);
    expect(texts()).toEqual(['Снова здесь']);
  });

  test('makes no sound when it may be a copy', async () => {
    await send({ text: 'Заказ принят' }, { silent: true });
    expect(requests('sendMessage').at(-1)?.fields.disable_notification).toBe(true);
  });

  test('can be taken away twice', async () => {
    const id = await send({ text: 'Лишнее' });
    await channel.remove?.(String(olga.id), id);
    await channel.remove?.(String(olga.id), id);
    expect(texts()).toEqual([]);
  });

  test('is refused for good by who blocked the bot, and nothing more should be sent', async () => {
    await olga.blocks().acknowledged;
    await expect(send({ text: 'Вы где?' })).rejects.toMatchObject({ verdict: 'never', closes: 'blocked' });
  });

  test('comes later when the platform says wait: for this chat, or for all when two chats hear it', async () => {
    const petr = telegram.person({ firstName: 'Пётр' });
    await petr.sends('/start').acknowledged;
    telegram.fail({ with: '429', retryAfter: 7, chatId: olga.id });
    telegram.fail({ with: '429', retryAfter: 7, chatId: petr.id });
    await expect(send({ text: 'раз' })).rejects.toMatchObject({ verdict: 'later', retryAfterMs: 7000, wholeChannel: false });
    const toPetr = channel.send({ address: String(petr.id), message: { text: 'раз' }, since: 0 });
    await expect(toPetr).rejects.toMatchObject({ verdict: 'later', retryAfterMs: 7000, wholeChannel: true });
  });

  test.each(['500', '502html', 'reset-after', 'reset-before'] as const)('is uncertain after %s, unless it was an edit', async (fault) => {
    const id = await send({ text: 'раз' });
    telegram.fail({ with: fault });
    await expect(send({ text: 'два' })).rejects.toMatchObject({ verdict: 'unknown', name: 'ChannelError' });
    telegram.fail({ with: fault });
    await expect(send({ text: 'два' }, { replaces: id })).rejects.toMatchObject({ verdict: 'later' });
  });

  test('waits when nobody is there to take it', async () => {
    await channel.stop();
    await telegram.close();
    await expect(send({ text: 'раз' })).rejects.toMatchObject({ verdict: 'later', wholeChannel: true });
  });

  test('waits and rings the bell when the token is no good any more', async () => {
    await channel.stop();
    telegram.revoke(token);
    await expect(send({ text: 'раз' })).rejects.toMatchObject({ verdict: 'later', wholeChannel: true });
    expect(fake.alarms).toContain('token-revoked');
  });
});
