import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, ChannelFile } from '../../bot/channel.ts';
import customers from '../../bot/channels/telegram.ts';
import staff from '../../bot/channels/telegram-staff.ts';
import { readAnyhow, readMessage } from '../../bot/telegram/inbound.ts';
import { type FakePerson, type FakeTelegram, startTelegram } from '../servers/telegram.ts';
import { begin, type FakeDoors, fakeDoors } from './fake-doors.ts';

const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';

/** Both libraries, by polling. */
describe.each<[string, ChannelFile, string]>([
  ['grammY', customers, 'TELEGRAM_BOT_TOKEN'],
  ['Telegraf', staff, 'TELEGRAM_STAFF_BOT_TOKEN'],
])('an update through %s', (_library, file, variable) => {
  let telegram: FakeTelegram;
  let olga: FakePerson;
  let fake: FakeDoors;
  let channel: Channel;

  beforeEach(async () => {
    telegram = await startTelegram();
    telegram.addBot({ token, username: 'anna_bot' });
    olga = telegram.person({ firstName: 'Ольга', languageCode: 'ru-RU' });
    fake = fakeDoors({ [variable]: token, TELEGRAM_API_ROOT: telegram.url });
    channel = await begin(file, fake.doors);
  });
  afterEach(async () => {
    expect(telegram.violations).toEqual([]);
    expect(fake.logged.join('')).not.toContain(token.split(':')[1]);
    await channel.stop();
    await telegram.close();
  });

  test('a message becomes an inbound with everything that is known of its author', async () => {
    const sent = olga.sends('Хочу торт');
    await sent.acknowledged;
    expect(fake.inbounds).toMatchObject([
      {
        channel: file.name,
        address: String(olga.id),
        externalId: String(sent.updateId),
        messageId: String(sent.messageId),
        name: 'Ольга',
        language: 'ru',
        heard: { kind: 'text', text: 'Хочу торт' },
      },
    ]);
    expect(Math.abs((fake.inbounds[0]?.at ?? 0) - Date.now())).toBeLessThan(5000);
  });

  test('signs that would break a database or our own marks are taken out of what people type', async () => {
    await olga.sends('торт\u0000 \u{E000}жирный\u{E001} \uD800!').acknowledged;
    expect(fake.heard()).toEqual([{ kind: 'text', text: 'торт жирный \uFFFD!' }]);
  });

  test.each([
    ['/start', { kind: 'start', payload: '' }],
    ['/start abc-DEF_1', { kind: 'start', payload: 'abc-DEF_1' }],
    ['/start@anna_bot x', { kind: 'start', payload: 'x' }],
    ["/start '; drop table", { kind: 'start', payload: '' }],
    ['/started', { kind: 'text', text: '/started' }],
    ['/order', { kind: 'text', text: '/order' }],
  ])('%s is heard as it is meant', async (text, heard) => {
    await olga.sends(text).acknowledged;
    expect(fake.heard()).toEqual([heard]);
  });

  test('photo, voice, document, place, contacts, sticker and forwards each become what they are', async () => {
    await olga.sendsPhoto(undefined, 'вот такой').acknowledged;
    await olga.sendsVoice().acknowledged;
    await olga.sendsDocument('смета.pdf', Buffer.from('%PDF-'), 'application/pdf').acknowledged;
    await olga.sendsPlace(55.75, 37.62).acknowledged;
    await olga.sharesContact('79161234567').acknowledged;
    await olga.sharesContact('79160000000', false).acknowledged;
    await olga.sendsSticker().acknowledged;
    await olga.forwards('Приходите к шести', 'Мама').acknowledged;
    expect(fake.heard()).toMatchObject([
      { kind: 'file', caption: 'вот такой', file: { kind: 'photo' } },
      { kind: 'file', caption: '', file: { kind: 'voice', mime: 'audio/ogg' } },
      { kind: 'file', file: { kind: 'file', name: 'смета.pdf', mime: 'application/pdf', size: 5 } },
      { kind: 'place', latitude: 55.75, longitude: 37.62 },
      { kind: 'contact', phone: '79161234567', own: true },
      { kind: 'contact', phone: '79160000000', own: false },
      { kind: 'other', what: 'sticker' },
      { kind: 'text', text: 'Приходите к шести', forwardedFrom: 'Мама' },
    ]);
  });

  test('somebody else’s card brings all its numbers, and one’s own only the one that Telegram vouches for', async () => {
    const vcard = 'BEGIN:VCARD\nVERSION:3.0\nFN:Somebody\nTEL;TYPE=CELL:+79160000000\nTEL;TYPE=WORK:+7 495 123-45-67\nEND:VCARD';
    await olga.sharesContact('79160000000', false, vcard).acknowledged;
    await olga.sharesContact('79161234567', true, vcard).acknowledged;
    expect(fake.heard()).toEqual([
      {
        ...{ kind: 'contact', phone: '79160000000', name: 'Somebody', own: false, proven: false },
        others: [{ phone: '+7 495 123-45-67', name: 'Somebody' }],
      },
      { kind: 'contact', phone: '79161234567', name: 'Ольга', own: true, proven: true },
    ]);
  });

  test('a photo and a voice message can be fetched, and what is too big is refused before anything is asked', async () => {
    await olga.sendsVoice(Buffer.from('OggS-hello')).acknowledged;
    const [heard] = fake.heard();
    if (heard?.kind !== 'file') throw new Error('no file was heard');
    expect(Buffer.from((await channel.fetch?.(heard.file)) ?? []).toString()).toBe('OggS-hello');
    const tooBig = { ...heard.file, size: 21 * 1024 * 1024 };
    await expect(channel.fetch?.(tooBig)).rejects.toMatchObject({ verdict: 'never' });
  });

  test('a sign under a message says which it stands under, and when it is taken away', async () => {
    await olga.sends('/start').acknowledged;
    const { externalId: shown } = await channel.send({ address: String(olga.id), message: { text: 'Заказ принят' }, since: 0 });
    await olga.reacts(Number(shown), '❤').acknowledged;
    await olga.reacts(Number(shown), '👍', '❤').acknowledged;
    await olga.reacts(Number(shown), undefined, '👍').acknowledged;
    expect(fake.heard().slice(1)).toEqual([
      { kind: 'reaction', sign: '❤', on: shown },
      { kind: 'reaction', sign: '👍', on: shown },
      { kind: 'reaction', sign: '👍', on: shown, withdrawn: true },
    ]);
  });

  test('a reply names the message it answers, and an edited message is no new order', async () => {
    await olga.sends('/start').acknowledged;
    const { externalId } = await channel.send({ address: String(olga.id), message: { text: 'На какой день?' }, since: 0 });
    await olga.repliesTo(Number(externalId), 'на пятницу').acknowledged;
    const typo = olga.sends('торт на 2 ка');
    await typo.acknowledged;
    await olga.edits(typo.messageId, 'торт на 2 кг').acknowledged;
    expect(fake.heard().slice(1)).toEqual([
      { kind: 'text', text: 'на пятницу', replyTo: externalId },
      { kind: 'text', text: 'торт на 2 ка' },
      { kind: 'edited', said: { kind: 'text', text: 'торт на 2 кг' } },
    ]);
  });

  test('blocking and unblocking are heard without sending anything', async () => {
    await olga.sends('/start').acknowledged;
    await olga.blocks().acknowledged;
    await olga.unblocks().acknowledged;
    expect(fake.heard().slice(1)).toEqual([{ kind: 'blocked' }, { kind: 'unblocked' }]);
  });

  test('a press is heard with its message and answered with the toast', async () => {
    fake.answer = ({ heard }) => ({ repeat: false, ...(heard.kind === 'button' && { toast: `Принято ${'!'.repeat(300)}` }) });
    await olga.sends('/start').acknowledged;
    const message = { text: 'Какой торт?', buttons: [[{ label: 'Медовик', data: 's~1~honey' }]] };
    const { externalId } = await channel.send({ address: String(olga.id), message, since: 0 });
    const { answered } = olga.presses('Медовик');
    expect([...(await answered).text]).toHaveLength(200);
    expect(fake.inbounds.at(-1)).toMatchObject({
      messageId: externalId,
      heard: { kind: 'button', data: 's~1~honey', messageId: externalId },
    });
  });

  test('a press whose message is gone is heard all the same', async () => {
    await olga.sends('/start').acknowledged;
    await olga.pressesData('s~1~honey', 777).answered;
    expect(fake.heard().at(-1)).toEqual({ kind: 'button', data: 's~1~honey', messageId: '777' });
  });

  test('the answer to a press may fail without anybody noticing', async () => {
    telegram.fail({ with: '500', method: 'answerCallbackQuery' });
    await olga.sends('/start').acknowledged;
    await olga.pressesData('x', 1).acknowledged;
    await vi.waitFor(() => expect(fake.heard()).toHaveLength(2));
    await olga.sends('дальше').acknowledged;
    expect(fake.heard()).toHaveLength(3);
  });
});

const update = { message_id: 1, date: 1, chat: { id: -100, type: 'group' }, text: 'всем привет' };

test('a group is left alone, and so are the notes that Telegram itself writes into a chat', () => {
  expect(readMessage(update)).toBeUndefined();
  expect(readMessage({ ...update, chat: { id: 7, type: 'private' } })).toMatchObject({ address: '7' });
  expect(readMessage({ message_id: 1, date: 1, chat: { id: 7, type: 'private' }, pinned_message: {} })).toBeUndefined();
});

test('what cannot be read is at least known to be from somebody', () => {
  const strange = { update_id: 1, message: { message_id: 'one', chat: { id: 7, type: 'private' } } };
  expect(() => readMessage(strange.message)).toThrow();
  expect(readAnyhow(strange)).toMatchObject({ address: '7', heard: { kind: 'other', what: 'unreadable' } });
  expect(readAnyhow({ update_id: 1, message: { chat: { id: -7, type: 'group' } } })).toBeUndefined();
});

test.each([1e308, -1, 1.5, Number.NaN])('a message that claims to be of no time at all (%d) is not kept with it', (date) => {
  const strange = { update_id: 1, message: { message_id: 1, date, chat: { id: 7, type: 'private' }, text: 'Хочу торт' } };
  expect(() => readMessage(strange.message)).toThrow();
  expect(readAnyhow(strange)).toMatchObject({ address: '7', heard: { kind: 'other', what: 'unreadable' } });
});
