import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import customers from '../../bot/channels/telegram.ts';
import { openPoller, type PollOptions } from '../../bot/telegram/poller.ts';
import { refused } from '../../bot/telegram/problem.ts';
import { type FakePerson, type FakeTelegram, startTelegram } from '../servers/telegram.ts';
import { begin, type FakeDoors, fakeDoors } from './fake-doors.ts';

const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';

let telegram: FakeTelegram;
let olga: FakePerson;
let fake: FakeDoors;

beforeEach(async () => {
  telegram = await startTelegram();
  telegram.addBot({ token, username: 'anna_bot' });
  olga = telegram.person({ firstName: 'Ольга' });
  fake = fakeDoors({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url });
});
afterEach(async () => {
  expect(telegram.violations).toEqual([]);
  await telegram.close();
});

const words = () => fake.heard().map((heard) => ('text' in heard ? heard.text : heard.kind));

test('an update is confirmed only after its commit, and one that could not be committed comes again', async () => {
  fake.answer = (_inbound, attempt) => {
    if (attempt < 3) throw new Error('the disk is full');
    return { repeat: false };
  };
  const sent = olga.sends('один');
  await begin(customers, fake.doors);
  await vi.waitFor(() => expect(fake.logged.join('')).toContain('could not be committed'));
  expect(telegram.pending(token)).toBe(1);
  await sent.acknowledged;
  expect(words()).toEqual(['один']);
});

test('what stands behind a failed update waits for it, in one chat only', async () => {
  const petr = telegram.person({ firstName: 'Пётр' });
  let isBroken = true;
  fake.answer = ({ heard }) => {
    if (isBroken && heard.kind === 'text' && heard.text === 'о1') throw new Error('the disk is full');
    return { repeat: false };
  };
  const all = [olga.sends('о1'), olga.sends('о2'), petr.sends('п1'), petr.sends('п2')];
  await begin(customers, fake.doors);
  await vi.waitFor(() => expect(words()).toEqual(['п1', 'п2']));
  isBroken = false;
  await Promise.all(all.map((each) => each.acknowledged));
  expect(words()).toEqual(['п1', 'п2', 'о1', 'о2']);
});

test('updates that come twice carry the same number', async () => {
  telegram.repeatUpdates(3);
  await begin(customers, fake.doors);
  await olga.sends('один').acknowledged;
  await olga.sends('два').acknowledged;
  expect(words()).toEqual(['один', 'два']);
});

test('the bot starts in the middle of an outage and hears everything afterwards', async () => {
  telegram.outage(0, Date.now() + 700);
  const sent = olga.sends('слышно?');
  const began = performance.now();
  const channel = await begin(customers, fake.doors);
  expect(performance.now() - began).toBeLessThan(200);
  expect(channel.lastHeardAt?.()).toBeUndefined();
  await sent.acknowledged;
  expect(words()).toEqual(['слышно?']);
  expect(channel.lastHeardAt?.()).toBeGreaterThan(Date.now() - 1000);
  expect(fake.logged.join('')).not.toContain(token.split(':')[1]);
});

test('a webhook of an earlier life is taken away, and what waits there is kept', async () => {
  await fetch(`${telegram.url}/bot${token}/setWebhook?url=http://127.0.0.1:9/old`);
  const sent = olga.sends('до переезда');
  await begin(customers, fake.doors);
  await sent.acknowledged;
  expect(words()).toEqual(['до переезда']);
});

test('a second poller and a revoked token ring the bell', async () => {
  const channel = await begin(customers, fake.doors);
  await olga.sends('один').acknowledged;
  await vi.waitFor(async () => {
    await fetch(`${telegram.url}/bot${token}/getUpdates?timeout=0`);
    expect(fake.alarms).toContain('second-poller');
  });
  await channel.stop();

  telegram.revoke(token);
  await begin(customers, fake.doors);
  await vi.waitFor(() => expect(fake.alarms).toContain('token-revoked'));
});

test('commands are registered in both languages, later when the platform is busy', async () => {
  telegram.fail({ with: '500', method: 'setMyCommands' });
  await begin(customers, fake.doors);
  await vi.waitFor(
    () => expect(telegram.commands(token, { language_code: 'en' })).toContainEqual({ command: 'order', description: 'Place an order' }),
    {
      timeout: 8000,
    },
  );
  expect(telegram.commands(token)).toContainEqual({ command: 'order', description: 'Сделать заказ' });
});

test('only the wanted kinds are asked for, and stopping does not wait for the long poll', async () => {
  telegram.fail({ with: '500', method: 'getUpdates' });
  const channel = await begin(customers, fake.doors);
  await olga.sends('один').acknowledged;
  const began = performance.now();
  await channel.stop();
  expect(performance.now() - began).toBeLessThan(200);
  const asked = { allowed_updates: ['message', 'edited_message', 'message_reaction', 'callback_query', 'my_chat_member'], timeout: 30 };
  expect(telegram.requests.find(({ method }) => method === 'getUpdates')?.fields).toMatchObject(asked);
});

test('a press that takes long is answered before it is done', async () => {
  const done = Promise.withResolvers<void>();
  fake.answer = async ({ heard }) => {
    if (heard.kind === 'button') await done.promise;
    return { repeat: false };
  };
  await begin(customers, fake.doors);
  await olga.sends('/start').acknowledged;
  const { answered, acknowledged } = olga.pressesData('x', 1);
  expect(await answered).toEqual({ text: '', alert: false });
  expect(telegram.pending(token)).toBe(1);
  done.resolve();
  await acknowledged;
});

describe('the poller alone', () => {
  const run = async (answers: (() => { update_id: number }[])[], more: Partial<PollOptions> = {}) => {
    const offsets: (number | undefined)[] = [];
    const alarms: string[] = [];
    const ended = Promise.withResolvers<void>();
    const poller = openPoller({
      channel: 'telegram',
      prepare: async () => true,
      handle: async () => undefined,
      now: Date.now,
      log: fake.doors.log,
      alarm: async (problem) => void alarms.push(problem),
      slowPauseMs: 5,
      async getUpdates(offset) {
        offsets.push(offset);
        const next = answers.shift();
        if (!next) ended.resolve();
        return next?.() ?? [];
      },
      ...more,
    });
    poller.start();
    await ended.promise;
    await poller.stop();
    return { offsets, alarms };
  };

  test('forgets the offset after a quiet poll, for numbers may begin anew', async () => {
    const { offsets } = await run([() => [{ update_id: 900 }], () => [], () => [{ update_id: 7 }]]);
    expect(offsets).toEqual([undefined, 901, undefined, 8]);
  });

  test('is silent for five minutes and says so', async () => {
    let now = 0;
    const fails = () => {
      now += 4 * 60_000;
      throw refused(409, 'Conflict', undefined);
    };
    const lost = () => {
      now += 4 * 60_000;
      throw new TypeError('fetch failed');
    };
    const { alarms } = await run([fails, lost], { now: () => now });
    expect(alarms).toEqual(['second-poller', 'silent']);
  });

  test('waits as long as the platform asks', async () => {
    const began = performance.now();
    await run([
      () => {
        throw refused(429, 'Too Many Requests', { retry_after: 1 });
      },
    ]);
    expect(performance.now() - began).toBeGreaterThan(990);
  });
});
