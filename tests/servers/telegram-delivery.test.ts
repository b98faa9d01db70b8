import express from 'express';
import { Bot, webhookCallback } from 'grammy';
import { Telegraf } from 'telegraf';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import { type Listening, listen, readBody } from './http.ts';
import type { FakePerson, FakeTelegram } from './telegram.ts';
import { startTelegram } from './telegram.ts';

const token = '11:cakes';
const secret = 'open-sesame';
const clock = fixedClock(Date.UTC(2026, 5, 1, 9));
let telegram: FakeTelegram;
let anna: FakePerson;
let site: Listening | undefined;

beforeEach(async () => {
  telegram = await startTelegram({ now: clock.now, webhookRetryMs: 1 });
  telegram.addBot({ token, username: 'cakes_bot' });
  anna = telegram.person({ firstName: 'Anna' });
});
afterEach(async () => {
  await telegram.close();
  await site?.close();
});

const api = () => new Bot(token, { client: { apiRoot: telegram.url } }).api;
type Heard = {
  update_id: number;
  message?: { text?: string | undefined } | undefined;
  callback_query?: { id: string; data?: string | undefined } | undefined;
};
const heardIn = ({ message, callback_query }: Heard) => message?.text ?? callback_query?.data ?? '?';

/** A site that hears updates and answers what it is told to. */
async function startSite(answer: (heard: Heard, attempt: number) => number | Promise<number> = () => 200): Promise<Heard[]> {
  const heard: Heard[] = [];
  site = await listen(async (req, res) => {
    const update = JSON.parse(String(await readBody(req))) as Heard; // the server of this folder wrote it
    heard.push(update);
    const genuine = req.headers['x-telegram-bot-api-secret-token'] === secret;
    const attempt = heard.filter((each) => each.update_id === update.update_id).length;
    res.writeHead(genuine ? await answer(update, attempt) : 401).end();
  });
  await api().setWebhook(`${site.url}/hook`, { secret_token: secret });
  return heard;
}

describe('the long poll', () => {
  test('returns what was not confirmed again, and forgets what was', async () => {
    const [one, two] = ['one', 'two'].map((text) => anna.sends(text));
    expect((await api().getUpdates()).map(heardIn)).toEqual(['one', 'two']);
    expect((await api().getUpdates({ limit: 1 })).map(heardIn)).toEqual(['one']);
    expect(await api().getUpdates({ offset: (one?.updateId ?? 0) + 1 })).toHaveLength(1);
    await one?.acknowledged;
    expect(telegram.pending(token)).toBe(1);
    expect(await api().getUpdates({ offset: (two?.updateId ?? 0) + 1 })).toEqual([]);
  });

  test('throws away all but the last n for a negative offset', async () => {
    for (const text of ['one', 'two', 'three']) anna.sends(text);
    expect((await api().getUpdates({ offset: -1 })).map(heardIn)).toEqual(['three']);
  });

  test('waits until something is said', async () => {
    const polled = api().getUpdates({ timeout: 30 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    anna.sends('at last');
    expect((await polled).map(heardIn)).toEqual(['at last']);
  });

  test('remembers which kinds are wanted', async () => {
    await api().getUpdates({ allowed_updates: ['message'] });
    anna.sends('hello');
    anna.blocks();
    expect(await api().getUpdates()).toHaveLength(1);
    await api().getUpdates({ allowed_updates: [] });
    anna.unblocks();
    expect(await api().getUpdates()).toHaveLength(2);
  });

  test('forgets messages after a day', async () => {
    anna.sends('yesterday');
    clock.advance(24 * 3600_000 + 1);
    anna.sends('today');
    expect((await api().getUpdates()).map(heardIn)).toEqual(['today']);
  });

  test('is ended by a second one, and refused beside a webhook', async () => {
    const older = expect(api().getUpdates({ timeout: 30 })).rejects.toThrow('409: Conflict: terminated by other getUpdates request');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await api().getUpdates();
    await older;
    await startSite();
    await expect(api().getUpdates()).rejects.toThrow("409: Conflict: can't use getUpdates method while webhook is active");
    await api().deleteWebhook();
    expect(await api().getUpdates()).toEqual([]);
  });

  test('of a bot that died does not stand in the way of its successor', async () => {
    const gone = new AbortController();
    const first = expect(fetch(`${telegram.url}/bot${token}/getUpdates?timeout=30`, { signal: gone.signal })).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    gone.abort();
    await first;
    anna.sends('kept');
    expect((await api().getUpdates({ timeout: 30 })).map(heardIn)).toEqual(['kept']);
    expect(telegram.requests.filter((each) => !each.ok)).toEqual([]);
  });
});

describe('the webhook', () => {
  test('brings what waited and what comes, and tells its state', async () => {
    const early = anna.sends('early');
    const heard = await startSite();
    await Promise.all([early.acknowledged, anna.sends('late').acknowledged]);
    expect(heard.map(heardIn)).toEqual(['early', 'late']);
    expect(await api().getWebhookInfo()).toMatchObject({ url: `${site?.url}/hook`, pending_update_count: 0, max_connections: 40 });
  });

  test('repeats until it is taken, and the messages of a chat wait for it in order', async () => {
    const heard = await startSite(({ message }, attempt) => (message?.text === 'one' && attempt < 4 ? 500 : 200));
    const sent = ['one', 'two'].map((text) => anna.sends(text).acknowledged);
    await Promise.all(sent);
    expect(heard.map(heardIn)).toEqual(['one', 'one', 'one', 'one', 'two']);
    expect((await api().getWebhookInfo()).last_error_message).toContain('500');
  });

  test('lets a press and other people overtake a message that hangs', async () => {
    let release = (_: number) => {};
    const hanging = new Promise<number>((resolve) => {
      release = resolve;
    });
    const heard = await startSite(({ message }) => (message?.text === 'slow' ? hanging : 200));
    const slow = anna.sends('slow');
    anna.sends('after slow');
    await api().sendMessage(anna.id, 'A', { reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'press' }]] } });
    await anna.presses('A').acknowledged;
    await telegram.person({ firstName: 'Boris' }).sends('from Boris').acknowledged;
    expect(heard.map(heardIn)).toEqual(['slow', 'press', 'from Boris']);
    release(200);
    await slow.acknowledged;
  });

  test('obeys Retry-After', async () => {
    const at: number[] = [];
    site = await listen((_, res) => {
      at.push(performance.now());
      res.writeHead(at.length === 1 ? 503 : 200, { 'retry-after': '1' }).end();
    });
    await api().setWebhook(site.url);
    await anna.sends('hello').acknowledged;
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThan(900);
  });

  test('may be set once a second, unless nothing changes', async () => {
    await api().setWebhook('https://a.example/1');
    await api().setWebhook('https://a.example/1');
    await expect(api().setWebhook('https://a.example/2')).rejects.toThrow('429: Too Many Requests: retry after 1');
    clock.advance(1000);
    await api().setWebhook('https://a.example/2');
    expect(telegram.violations).toEqual([]);
  });

  test('takes a call in the answer, as Telegraf gives it, and checks it too', async () => {
    const bot = new Telegraf(token, { telegram: { apiRoot: telegram.url } });
    bot.command('start', (ctx) => ctx.reply('Hello', { reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] } }));
    bot.action('a', (ctx) => ctx.answerCbQuery('Heard'));
    const hook = bot.webhookCallback('/hook', { secretToken: secret });
    site = await listen((req, res) => hook(req, res));
    await api().setWebhook(`${site.url}/hook`, { secret_token: secret });
    anna.sends('/start');
    await anna.waitsFor('Hello');
    expect(await anna.presses('A').answered).toEqual({ text: 'Heard', alert: false });
    expect(telegram.violations).toEqual([]);
  });

  test('works with grammY behind Express', async () => {
    const bot = new Bot(token, { client: { apiRoot: telegram.url } });
    bot.on('message:text', (ctx) => ctx.reply(`You said ${ctx.msg.text}`));
    const app = express()
      .use(express.json())
      .post('/hook', webhookCallback(bot, 'express', { secretToken: secret }));
    site = await listen(app);
    await api().setWebhook(`${site.url}/hook`, { secret_token: secret });
    await anna.sends('hi').acknowledged;
    expect(await anna.waitsFor('You said hi')).toMatchObject({ silent: false });
  });
});

describe('troubles of the world', () => {
  test('an update comes twice under one number, to the webhook and to the poll', async () => {
    telegram.repeatUpdates(2);
    anna.sends('polled');
    expect((await api().getUpdates()).map(heardIn)).toEqual(['polled', 'polled']);
    await api().deleteWebhook({ drop_pending_updates: true });
    telegram.repeatUpdates(2);
    const heard = await startSite();
    await anna.sends('hooked').acknowledged;
    expect(heard.map((each) => [each.update_id, heardIn(each)])).toEqual(Array(2).fill([heard[0]?.update_id, 'hooked']));
  });

  test('a press comes twice under different numbers', async () => {
    anna.sends('/start');
    await api().sendMessage(anna.id, 'A', { reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] } });
    telegram.repeatPress(2);
    anna.presses('A');
    const [, one, two] = await api().getUpdates();
    expect([one, two].map((each) => each && heardIn(each))).toEqual(['a', 'a']);
    expect(one?.update_id).not.toBe(two?.update_id);
    expect(one?.callback_query?.id).not.toBe(two?.callback_query?.id);
  });

  test('updates of different queues change places, those of one queue do not', async () => {
    anna.sends('/start');
    await api().sendMessage(anna.id, 'A', { reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'press' }]] } });
    await api().getUpdates({ offset: -1 });
    telegram.reorder(3);
    anna.sends('one');
    anna.sends('two');
    anna.presses('A');
    const updates = await api().getUpdates();
    expect(updates.map(heardIn).slice(1)).toEqual(['press', 'one', 'two']);
    expect(updates.map((each) => each.update_id)).toEqual(updates.map((each) => each.update_id).sort());
  });
});
