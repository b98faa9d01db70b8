import { Bot, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import type { FakePerson, FakeTelegram } from './telegram.ts';
import { startTelegram } from './telegram.ts';
import { pixel } from './telegram-person.ts';

const token = '11:cakes';
const clock = fixedClock(Date.UTC(2026, 5, 1, 9));
let telegram: FakeTelegram;
let anna: FakePerson;

beforeEach(async () => {
  telegram = await startTelegram({ now: clock.now });
  telegram.addBot({ token, username: 'cakes_bot' });
  anna = telegram.person({ firstName: 'Anna' });
  anna.sends('/start');
});
afterEach(() => telegram.close());

type Reply = { ok: boolean; error_code?: number; description?: string; result?: { message_id: number } };

/** A bare request, to write what no library would. */
async function call(method: string, fields: object, to = token): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${telegram.url}/bot${to}/${method}`, { method: 'POST', headers, body: JSON.stringify(fields) });
  return (await answer.json()) as Reply;
}

const message = (fields: object) => call('sendMessage', { chat_id: anna.id, text: 'Hello', ...fields });
const inline = (button: object) => ({ reply_markup: { inline_keyboard: [[button]] } });
const html = (text: string) => ({ text, parse_mode: 'HTML' });
const breaches = () => telegram.violations.map((each) => each.breach);

describe('a request against the description is refused and remembered', () => {
  test.each<[string, string, object, string]>([
    ['a method nobody knows', 'sendCake', {}, 'method "sendCake" not found'],
    ['a required field that is missing', 'sendMessage', { text: 'Hello' }, 'chat_id: is required'],
    ['a number in place of text', 'sendMessage', { chat_id: 1, text: 5 }, 'text: must be a string, is number'],
    ['null in place of text', 'sendMessage', { chat_id: 1, text: null }, 'text: must be a string, is null'],
    ['a fraction in place of a whole number', 'deleteMessage', { chat_id: 1, message_id: 1.5 }, 'message_id: must be a whole number'],
    [
      'text in place of true',
      'sendMessage',
      { chat_id: 1, text: 'Hi', disable_notification: 'yes' },
      'disable_notification: must be true or false',
    ],
    ['an object in place of an array', 'setMyCommands', { commands: {} }, 'commands: must be an array'],
    [
      'a broken element of an array',
      'setMyCommands',
      { commands: [{ command: 'a' }] },
      'commands[0].description: is required by BotCommand',
    ],
    ['an unknown variant of a union', 'setMyCommands', { commands: [], scope: { type: 'moon' } }, 'scope: type must be one of default'],
    [
      'a variant without its field',
      'setMyCommands',
      { commands: [], scope: { type: 'chat' } },
      'scope.chat_id: is required by BotCommandScopeChat',
    ],
    ['a file where none was uploaded', 'setWebhook', { url: 'https://a.b', certificate: 'x' }, 'certificate: must be an uploaded file'],
    ['a length out of bounds', 'setWebhook', { url: 'https://a.b', secret_token: '' }, 'secret_token: must have 1-256 characters'],
    ['a number out of bounds', 'getUpdates', { limit: 101 }, 'limit: must have 1-100'],
    [
      'too many things in a list',
      'deleteMessages',
      { chat_id: 1, message_ids: Array.from({ length: 101 }, (_, id) => id) },
      'message_ids: must have 1-100 identifiers',
    ],
  ])('%s', async (_, method, fields, why) => {
    const answer = await call(method, fields);
    expect(answer).toMatchObject({ ok: false });
    expect(answer.description).toContain(why);
    expect(breaches().join()).toContain(why);
  });

  test('a field nobody knows takes no effect on the answer, but is remembered, however deep', async () => {
    expect(await message({ colour: 'red' })).toMatchObject({ ok: true });
    expect(await message(inline({ text: 'A', callback_data: 'a', size: 5 }))).toMatchObject({ ok: true });
    expect(breaches().join()).toContain('colour: sendMessage has no such field');
    expect(breaches().join()).toContain('reply_markup.inline_keyboard[0][0].size: InlineKeyboardButton has no such field');
  });

  test('forms are read by the same rules, with JSON inside', async () => {
    const form = (fields: Record<string, string>) =>
      fetch(`${telegram.url}/bot${token}/SENDMESSAGE`, { method: 'POST', body: new URLSearchParams(fields) });
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] });
    expect((await form({ chat_id: String(anna.id), text: '5', disable_notification: 'true', reply_markup: markup })).status).toBe(200);
    expect(anna.last()).toMatchObject({ text: '5', silent: true, buttons: [[{ text: 'A', callback_data: 'a' }]] });
    expect(telegram.violations).toEqual([]);
    expect((await form({ chat_id: String(anna.id), text: 'x', reply_markup: '{"inline_keyboard":7}' })).status).toBe(400);
    expect(breaches()).toEqual(['reply_markup.inline_keyboard: must be an array, is number']);
  });

  test('an upload that nothing refers to, and a reference to no upload', async () => {
    const body = new FormData();
    body.set('chat_id', String(anna.id));
    body.set('photo', 'attach://here');
    body.set('there', new Blob([new Uint8Array(pixel)]), 'a.png');
    const answer = await fetch(`${telegram.url}/bot${token}/sendPhoto`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(breaches()).toEqual(['attach://here: no file of this name was uploaded', 'there: a file was uploaded that nothing refers to']);
  });
});

describe('a request against the rules is refused and remembered', () => {
  const long = 'я'.repeat(4097);
  test.each<[string, object, string]>([
    ['an empty text', { text: '  \n' }, 'message text is empty'],
    ['a text that only tags are left of', html('<b> </b>'), 'message text is empty'],
    ['a text of 4097 letters', { text: long }, 'message is too long'],
    ['a text of more than 32 KiB', { text: long.repeat(5) }, 'text is too long'],
    ['a bare less-than sign', html('цена < 5'), 'Unsupported start tag "" at byte offset 9'],
    ['a tag of web pages', html('a<br>b'), 'Unsupported start tag "br" at byte offset 1'],
    ['a tag that is not closed', html('<b>a'), 'Can\'t find end tag corresponding to start tag "b"'],
    ['a tag closed by another', html('<b>a</i>'), 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['a closing tag alone', html('a</b>'), 'Unexpected end tag at byte offset 1'],
    ['a tag cut off', html('a<b'), 'Unclosed start tag at byte offset 1'],
    ['a span of no known class', html('<span class="x">a</span>'), 'Tag "span" must have class "tg-spoiler"'],
    ['formatting that this server cannot check', { parse_mode: 'MarkdownV2' }, 'parses HTML only'],
    ['a button without action', inline({ text: 'A' }), 'Text buttons are unallowed in the inline keyboard'],
    ['a button with two actions', inline({ text: 'A', callback_data: 'a', url: 'https://a.b' }), 'has url and callback_data'],
    ['a button without a label', inline({ text: ' ', callback_data: 'a' }), 'Field "text" must be'],
    [
      'a button whose data has 65 bytes in 33 letters',
      inline({ text: 'A', callback_data: `${'я'.repeat(32)}x` }),
      'callback_data: must have 1-64 bytes',
    ],
    ['a button with empty data', inline({ text: 'A', callback_data: '' }), 'callback_data: must have 1-64 bytes'],
    [
      'a link to a host without a dot',
      inline({ text: 'A', url: 'http://localhost:3000/x' }),
      "button URL 'http://localhost:3000/x' is invalid",
    ],
    ['a Mini App without https', inline({ text: 'A', web_app: { url: 'http://a.b' } }), 'Only HTTPS links are allowed'],
    [
      'nine buttons in a row',
      { reply_markup: { inline_keyboard: [Array(9).fill({ text: 'A', callback_data: 'a' })] } },
      'only 8 inline buttons',
    ],
    [
      'more than a hundred buttons',
      { reply_markup: { inline_keyboard: Array(101).fill([{ text: 'A', callback_data: 'a' }]) } },
      'reply markup is too long',
    ],
    ['a contact button under a message', inline({ text: 'A', request_contact: true }), 'Text buttons are unallowed'],
    ['a chat that is not there', { chat_id: 5 }, 'chat not found'],
  ])('%s', async (_, fields, why) => {
    const answer = await message(fields);
    expect(answer).toMatchObject({ ok: false, error_code: 400 });
    expect(breaches().join()).toContain(why);
    expect(telegram.sent(anna.id)).toEqual([]);
  });

  test('limits are met exactly: 4096 letters, 64 bytes, every tag there is', async () => {
    expect(await message({ text: 'я'.repeat(4096) })).toMatchObject({ ok: true });
    expect(await message(inline({ text: 'A', callback_data: 'я'.repeat(32) }))).toMatchObject({ ok: true });
    const tags = '<b><i>a</i></b> <u>b</u> <s>c</s> <tg-spoiler>d</tg-spoiler> <a href="https://a.b/?x=1&amp;y=2">e</a> <code>f</code> ';
    expect(
      await message(html(`${tags}<pre><code class="language-ts">g</code></pre> <blockquote expandable>h</blockquote> &lt;&#33;&nbsp;`)),
    ).toMatchObject({
      result: {
        text: 'a b c d e f g h <!&nbsp;',
        entities: expect.arrayContaining([expect.objectContaining({ type: 'text_link', url: 'https://a.b/?x=1&y=2' })]),
      },
    });
    expect(telegram.violations).toEqual([]);
  });

  test('a caption of 1025 letters, and a file that is no picture', async () => {
    const bot = new Bot(token, { client: { apiRoot: telegram.url } });
    await expect(bot.api.sendPhoto(anna.id, new InputFile(pixel), { caption: 'я'.repeat(1025) })).rejects.toThrow('caption is too long');
    await expect(bot.api.sendPhoto(anna.id, new InputFile(Buffer.from('<html>')))).rejects.toThrow('IMAGE_PROCESS_FAILED');
    expect(breaches()).toHaveLength(2);
  });

  test('commands in capitals, too many of them, a language of three letters', async () => {
    const one = { command: 'order', description: 'Order a cake' };
    expect(await call('setMyCommands', { commands: [{ ...one, command: 'Order' }] })).toMatchObject({
      description: 'Bad Request: BOT_COMMAND_INVALID',
    });
    expect(await call('setMyCommands', { commands: Array(101).fill(one) })).toMatchObject({
      description: 'Bad Request: BOT_COMMANDS_TOO_MUCH',
    });
    expect(await call('setMyCommands', { commands: [one], language_code: 'rus' })).toMatchObject({ ok: false });
    expect(await call('setMyCommands', { commands: [one], language_code: 'ru' })).toMatchObject({ ok: true });
    expect(telegram.commands(token, { language_code: 'ru' })).toEqual([one]);
    expect(telegram.violations).toHaveLength(3);
  });

  test('an album of one, and an album of a photo and a document', async () => {
    const photo = { type: 'photo', media: 'https://a.b/c.png' };
    expect(await call('sendMediaGroup', { chat_id: anna.id, media: [photo] })).toMatchObject({ ok: false });
    expect(await call('sendMediaGroup', { chat_id: anna.id, media: [photo, { ...photo, type: 'document' }] })).toMatchObject({ ok: false });
    expect(telegram.violations).toHaveLength(2);
  });
});
