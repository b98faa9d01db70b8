import { Bot, InlineKeyboard, InputFile, Keyboard } from 'grammy';
import { Markup, Telegraf } from 'telegraf';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import { readSpec } from './spec.ts';
import type { FakePerson, FakeTelegram } from './telegram.ts';
import { startTelegram } from './telegram.ts';
import { telegramCheck } from './telegram-check.ts';
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
const breaches = () => telegram.violations.map((each) => each.breach);

describe('edits, deletions and answers', () => {
  const edit = (id: number | undefined, fields: object) =>
    call('editMessageText', { chat_id: anna.id, message_id: id, text: 'New', ...fields });

  test("an edit that changes nothing is refused, but is nobody's mistake", async () => {
    const { result } = await message(inline({ text: 'A', callback_data: 'a' }));
    expect(await edit(result?.message_id, { text: 'Hello', ...inline({ callback_data: 'a', text: 'A' }) })).toMatchObject({
      description: expect.stringContaining('message is not modified'),
    });
    expect(telegram.violations).toEqual([]);
  });

  test('an edit without buttons takes the buttons away', async () => {
    const { result } = await message(inline({ text: 'A', callback_data: 'a' }));
    expect(await edit(result?.message_id, { text: 'Hello' })).toMatchObject({ ok: true });
    expect(anna.last()).toMatchObject({ buttons: [], edits: 1 });
  });

  test('the text of a photo, a message of the person, one with a reply keyboard and one that never was cannot be edited', async () => {
    const bot = new Bot(token, { client: { apiRoot: telegram.url } });
    const photo = await bot.api.sendPhoto(anna.id, new InputFile(pixel));
    const keyboard = await bot.api.sendMessage(anna.id, 'A', { reply_markup: new Keyboard().text('B') });
    expect(await edit(photo.message_id, {})).toMatchObject({ description: 'Bad Request: there is no text in the message to edit' });
    expect(await edit(1, {})).toMatchObject({ description: "Bad Request: message can't be edited" });
    expect(await edit(keyboard.message_id, {})).toMatchObject({ description: "Bad Request: message can't be edited" });
    expect(await edit(99, {})).toMatchObject({ description: 'Bad Request: message to edit not found' });
    expect(telegram.violations).toHaveLength(4);
  });

  test('a deleted message is gone from the chat, and editing it is no mistake', async () => {
    const { result } = await message({});
    const id = result?.message_id;
    expect(await call('deleteMessage', { chat_id: anna.id, message_id: id })).toMatchObject({ ok: true });
    expect(telegram.sent(anna.id)).toEqual([]);
    expect(await edit(id, {})).toMatchObject({ description: 'Bad Request: message to edit not found' });
    expect(telegram.violations).toEqual([]);
  });

  test('after two days a message can be edited, but not deleted', async () => {
    const { result } = await message({});
    clock.advance(48 * 3600_000 + 1);
    expect(await edit(result?.message_id, {})).toMatchObject({ ok: true });
    expect(await call('deleteMessage', { chat_id: anna.id, message_id: result?.message_id })).toMatchObject({
      description: "Bad Request: message can't be deleted for everyone",
    });
  });

  test('a press is answered once, within fifteen seconds, and never when nobody pressed', async () => {
    await message(inline({ text: 'A', callback_data: 'a' }));
    const tooOld = { error_code: 400, description: expect.stringContaining('query is too old') };
    const answer = (press: { queryIds: string[] } | undefined, text = '') =>
      call('answerCallbackQuery', { callback_query_id: press?.queryIds[0] ?? '7', text });
    const press = anna.presses('A');
    expect(telegram.unanswered()).toEqual(['Anna: A']);
    expect(await answer(press, 'Done')).toMatchObject({ ok: true });
    expect(await press.answered).toEqual({ text: 'Done', alert: false });
    expect(await answer(press)).toMatchObject(tooOld);
    const late = anna.presses('a');
    clock.advance(15_001);
    expect(await answer(late)).toMatchObject(tooOld);
    expect(telegram.violations).toEqual([]);
    expect(await answer(anna.presses('A'), 'я'.repeat(201))).toMatchObject({ ok: false });
    expect(await answer(undefined)).toMatchObject(tooOld);
    expect(breaches()).toEqual(['text: must have 0-200 characters', expect.stringContaining('query is too old')]);
  });
});

describe('who may be written to', () => {
  test('a person who never pressed START is out of reach, and writing there is a mistake', async () => {
    const boris = telegram.person({ firstName: 'Boris' });
    expect(await message({ chat_id: boris.id })).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
    expect(telegram.violations).toHaveLength(1);
  });

  test('a person who blocked the bot is out of reach until the block is lifted', async () => {
    anna.blocks();
    expect(await message({})).toMatchObject({ error_code: 403, description: 'Forbidden: bot was blocked by the user' });
    expect(() => anna.sends('Hello?')).toThrow('has blocked');
    anna.unblocks();
    expect(await message({})).toMatchObject({ ok: true });
    expect(telegram.violations).toEqual([]);
  });

  test('a revoked or unknown token is refused with 401', async () => {
    expect(await call('getMe', {}, '99:nobody')).toMatchObject({ error_code: 401 });
    telegram.revoke(token);
    expect(await call('getMe', {})).toMatchObject({ error_code: 401, description: 'Unauthorized' });
  });

  test('a file of one bot cannot be used by another', async () => {
    telegram.addBot({ token: '22:staff', username: 'staff_bot' });
    anna.sendsPhoto();
    const photo = anna.chat().at(-1)?.photo?.fileId;
    anna.in('22:staff').sends('/start');
    expect(await call('sendPhoto', { chat_id: anna.id, photo })).toMatchObject({ ok: true });
    expect(await call('sendPhoto', { chat_id: anna.id, photo }, '22:staff')).toMatchObject({
      description: expect.stringContaining('wrong file identifier'),
    });
  });
});

test('both libraries work with it as with the platform, and make no mistake', async () => {
  telegram.addBot({ token: '22:staff', username: 'staff_bot' });
  const bot = new Bot(token, { client: { apiRoot: telegram.url } });
  bot.command('start', (ctx) =>
    ctx.reply('Hello', { reply_markup: new InlineKeyboard().text('Cakes', 'cakes').url('Site', 'https://cakes.example') }),
  );
  bot.callbackQuery('cakes', async (ctx) => {
    await ctx.answerCallbackQuery('Here they are');
    await ctx.editMessageText('Cakes');
    await ctx.replyWithPhoto(new InputFile(pixel, 'cake.png'), {
      caption: '<b>Napoleon</b>',
      parse_mode: 'HTML',
      reply_markup: new Keyboard().text('Menu').requestContact('Phone'),
    });
    await ctx.replyWithMediaGroup([1, 2].map(() => ({ type: 'photo' as const, media: new InputFile(pixel, 'a.png') })));
  });
  bot.on('message:contact', (ctx) => ctx.reply(ctx.msg.contact.user_id === ctx.from.id ? 'Yours' : 'Not yours'));
  bot.hears('Menu', async (ctx) =>
    ctx.reply(`Silently, ${(await ctx.api.getFile(telegram.sent(anna.id).find((each) => each.photo)?.photo?.fileId ?? '')).file_path}`, {
      disable_notification: true,
    }),
  );
  void bot.start();

  await anna.waitsFor('Hello');
  const press = anna.presses('Cakes');
  expect(await press.answered).toEqual({ text: 'Here they are', alert: false });
  await press.acknowledged;
  expect(await anna.waitsFor('Napoleon')).toMatchObject({
    kind: 'photo',
    html: '<b>Napoleon</b>',
    photo: { bytes: pixel },
    replyKeyboard: [['Menu', 'Phone']],
  });
  await anna.waitsUntil((messages) => messages.filter((each) => each.albumId).length === 2);
  anna.sharesContact('79161234567', false);
  await anna.waitsFor('Not yours');
  anna.sharesContact('+79161234567');
  await anna.waitsFor('Yours');
  anna.taps('Menu');
  const { text, silent } = await anna.waitsFor(/^Silently/);
  expect(silent).toBe(true);
  const file = await fetch(`${telegram.url}/file/bot${token}/${text.split(' ')[1]}`);
  expect(Buffer.from(await file.arrayBuffer())).toEqual(pixel);
  await bot.stop();

  const staff = new Telegraf('22:staff', { telegram: { apiRoot: telegram.url } });
  const office = anna.in('22:staff');
  staff.start((ctx) => ctx.reply('Board', Markup.inlineKeyboard([Markup.button.callback('Take', 'take')])));
  staff.action('take', async (ctx) => {
    await ctx.answerCbQuery('Taken', { show_alert: true });
    await ctx.replyWithDocument(
      { source: Buffer.from('a;b'), filename: 'orders.csv' },
      { caption: 'Orders', ...Markup.keyboard([['Board']]) },
    );
    await ctx.replyWithMediaGroup([1, 2].map(() => ({ type: 'photo', media: { source: pixel } })));
    await ctx.replyWithLocation(55.75, 37.61);
  });
  office.sends('/start');
  void staff.launch();
  await office.waitsFor('Board');
  office.presses('take');
  expect(await office.waitsFor((shown) => shown.kind === 'place')).toMatchObject({ place: { latitude: 55.75, longitude: 37.61 } });
  expect(office.toasts()).toEqual(['Taken']);
  expect(office.chat().find((each) => each.document)).toMatchObject({
    text: 'Orders',
    document: { name: 'orders.csv', bytes: Buffer.from('a;b') },
  });
  staff.stop();
  expect(telegram.violations).toEqual([]);
  expect(telegram.transcript()).toContain('Anna presses "Take" (take)');
});

test('whatever the server says is itself as the description wants it', async () => {
  const bot = new Bot(token, { client: { apiRoot: telegram.url } });
  await bot.api.sendMessage(anna.id, '<b>A</b>', { parse_mode: 'HTML', reply_markup: new InlineKeyboard().text('A', 'a') });
  await bot.api.sendContact(anna.id, '+79161234567', 'Boris');
  await bot.api.sendDocument(anna.id, new InputFile(Buffer.from('x'), 'x.txt'));
  await bot.api.sendVoice(anna.id, new InputFile(Buffer.from('OggS'), 'x.ogg'));
  await bot.api.getChat(anna.id);
  await bot.api.getWebhookInfo();
  anna.presses('A');
  anna.pressesData('forged');
  anna.sendsPhoto(pixel, 'My cake');
  anna.sendsAlbum([pixel, pixel], 'Two');
  anna.sendsVoice();
  anna.sendsPlace(55.7, 37.6);
  anna.sendsSticker();
  anna.sendsDocument('a.pdf', Buffer.from('%PDF'));
  anna.sharesContact('+79161234567');
  anna.forwards('Look', 'Vera');
  anna.repliesTo(anna.last().id, 'Yes');
  anna.edits(anna.sends('Typo').messageId, 'Type');
  anna.blocks();

  const methods = (readSpec('telegram_bot_api.json') as { methods: Record<string, { returns: string[] }> }).methods; // the file's shape is known
  const found: string[] = [];
  for (const { method, result } of telegram.requests) telegramCheck().type(methods[method]?.returns[0] ?? '')(result, method, found);
  const updates = await bot.api.getUpdates();
  telegramCheck().type('Array of Update')(updates, 'updates', found);
  expect(found).toEqual([]);
  expect(updates).toHaveLength(16);
});

test('without the description a checking server does not start, and says what to do', async () => {
  process.env.ANNA_SPECS = '/nowhere';
  expect(() => readSpec('telegram_bot_api.json')).toThrow(/ANNA_SPECS/);
  const unchecked = await startTelegram({ check: false });
  await unchecked.close();
  delete process.env.ANNA_SPECS;
});

test('a person who looks for a button that is not there is told which are', async () => {
  await message(inline({ text: 'Order', callback_data: 'a' }));
  expect(() => anna.presses('Pay')).toThrow('Anna sees no button "Pay", but "Order"');
  await expect(anna.waitsFor('Thanks', { timeoutMs: 20 })).rejects.toThrow(
    /waited 20 ms for a message like "Thanks", but sees:\n.*\n.*Hello/,
  );
});

test('what a person waits for came after they last did something, unless they look at everything', async () => {
  await message({});
  expect(await anna.waitsFor('Hello')).toMatchObject({ id: 2 });
  anna.sends('More');
  await expect(anna.waitsFor('Hello', { timeoutMs: 20 })).rejects.toThrow('waited');
  expect(await anna.waitsFor(/^Hel+o$/, { any: true })).toMatchObject({ id: 2 });
  const coming = anna.waitsFor((shown) => shown.text === 'Hello');
  await message({});
  expect(await coming).toMatchObject({ id: 4 });
});
