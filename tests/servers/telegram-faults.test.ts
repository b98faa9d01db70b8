import { Bot } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import type { FakePerson, FakeTelegram } from './telegram.ts';
import { startTelegram } from './telegram.ts';

const token = '11:cakes';
const clock = fixedClock(Date.UTC(2026, 5, 1, 9));
let telegram: FakeTelegram;
let anna: FakePerson;

beforeEach(async () => {
  telegram = await startTelegram({ now: clock.now, webhookRetryMs: 1 });
  telegram.addBot({ token, username: 'cakes_bot' });
  anna = telegram.person({ firstName: 'Anna' });
  anna.sends('/start');
});
afterEach(() => telegram.close());

const api = () => new Bot(token, { client: { apiRoot: telegram.url } }).api;
const hello = () => api().sendMessage(anna.id, 'Hello');
const shown = () => telegram.sent(anna.id).length;

test.each(['refuse', 'reset-before'] as const)('%s: the answer is lost, and nothing was sent', async (kind) => {
  telegram.fail({ with: kind });
  await expect(hello()).rejects.toThrow('Network request');
  expect(shown()).toBe(0);
  await hello();
  expect(shown()).toBe(1);
});

test('reset-after: the answer is lost, but the message was sent', async () => {
  telegram.fail({ with: 'reset-after' });
  await expect(hello()).rejects.toThrow('Network request');
  expect(shown()).toBe(1);
});

test('hang: no answer ever', async () => {
  telegram.fail({ with: 'hang' });
  const url = `${telegram.url}/bot${token}/sendMessage?chat_id=${anna.id}&text=Hello`;
  await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(shown()).toBe(0);
});

test('500 and a 502 that is a web page', async () => {
  telegram.fail({ with: '500' });
  await expect(hello()).rejects.toThrow('500: Internal Server Error');
  telegram.fail({ with: '502html' });
  await expect(hello()).rejects.toThrow();
  const page = telegram.fail({ with: '502html', method: 'getMe' });
  const answer = await fetch(`${telegram.url}/bot${token}/getMe`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html']);
  expect(page.hits).toBe(1);
});

test("401 and 403 as planned are nobody's mistake", async () => {
  telegram.fail({ with: '401' });
  await expect(hello()).rejects.toThrow('401: Unauthorized');
  telegram.fail({ with: '403' });
  await expect(hello()).rejects.toThrow('403: Forbidden: bot was blocked by the user');
  expect(telegram.violations).toEqual([]);
});

test('429: the chat stays closed until its time is over, and whoever does not wait is counted', async () => {
  telegram.fail({ with: '429', retryAfter: 3 });
  await expect(hello()).rejects.toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
  clock.advance(1000);
  await expect(hello()).rejects.toMatchObject({ parameters: { retry_after: 2 } });
  expect(telegram.hasty).toBe(1);
  clock.advance(2000);
  await hello();
  expect(shown()).toBe(1);
});

test('a fault strikes one method, one chat, as often as said, or until stopped', async () => {
  const boris = telegram.person({ firstName: 'Boris' });
  boris.sends('/start');
  const chat = telegram.fail({ with: '403', chatId: boris.id, times: Number.POSITIVE_INFINITY });
  await hello();
  for (const _ of [1, 2]) await expect(api().sendMessage(boris.id, 'Hello')).rejects.toThrow('403');
  chat.stop();
  await api().sendMessage(boris.id, 'Hello');
  telegram.fail({ with: '500', method: 'sendChatAction' });
  await hello();
  await expect(api().sendChatAction(anna.id, 'typing')).rejects.toThrow('500');
  expect(chat.hits).toBe(2);
});

test('a fault that names no method leaves the long poll alone', async () => {
  const fault = telegram.fail({ with: '500' });
  await api().getUpdates();
  expect(fault.hits).toBe(0);
  const named = telegram.fail({ with: '502html', method: 'getUpdates' });
  await expect(api().getUpdates()).rejects.toThrow();
  expect(named.hits).toBe(1);
});

test('a delay holds answers back, but not the long poll', async () => {
  telegram.delay(80);
  const before = performance.now();
  await api().getUpdates();
  expect(performance.now() - before).toBeLessThan(70);
  await hello();
  expect(performance.now() - before).toBeGreaterThan(75);
});

test('during an outage nobody gets through, and afterwards everything that waited does', async () => {
  telegram.outage(clock.now(), clock.now() + 60_000);
  await expect(hello()).rejects.toThrow('Network request');
  const waiting = anna.sends('Anybody there?');
  clock.advance(60_000);
  await hello();
  expect(telegram.pending(token)).toBe(2);
  await api().getUpdates({ offset: waiting.updateId + 1 });
  await waiting.acknowledged;
});

test('with a pace, what is faster is refused', async () => {
  const strict = await startTelegram({ now: clock.now, pace: { chatPerSecond: 2, totalPerSecond: 30 } });
  strict.addBot({ token, username: 'cakes_bot' });
  const vera = strict.person({ firstName: 'Vera' });
  vera.sends('/start');
  const send = () => new Bot(token, { client: { apiRoot: strict.url } }).api.sendMessage(vera.id, 'Hello');
  await send();
  await send();
  await expect(send()).rejects.toMatchObject({ error_code: 429 });
  clock.advance(1000);
  await send();
  await strict.close();
});

test('unchecked and quiet it only counts, takes anybody, and still shows the last messages', async () => {
  const bench = await startTelegram({ check: false, quiet: true });
  bench.addBot({ token, username: 'cakes_bot' });
  const send = (chat_id: number, text: string) => new Bot(token, { client: { apiRoot: bench.url } }).api.sendMessage(chat_id, text);
  for (let each = 1; each <= 12; each += 1) await send(777, `${each}`);
  expect(bench.counts).toEqual({ sendMessage: 12 });
  expect(bench.requests).toEqual([]);
  expect(bench.sent(777).map((each) => each.text)).toHaveLength(10);
  await bench.close();
});
