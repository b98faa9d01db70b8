import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChannelFile } from '../../bot/channel.ts';
import customers from '../../bot/channels/telegram.ts';
import staff from '../../bot/channels/telegram-staff.ts';
import { refused } from '../../bot/telegram/problem.ts';
import { openWebhook } from '../../bot/telegram/webhook.ts';
import { type FakePerson, type FakeTelegram, startTelegram } from '../servers/telegram.ts';
import { begin, type FakeDoors, fakeDoors, site } from './fake-doors.ts';

const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';

describe.each<[string, ChannelFile, string]>([
  ['grammY', customers, 'TELEGRAM_BOT_TOKEN'],
  ['Telegraf', staff, 'TELEGRAM_STAFF_BOT_TOKEN'],
])('a webhook through %s', (_library, file, variable) => {
  let telegram: FakeTelegram;
  let olga: FakePerson;
  let fake: FakeDoors;
  let publicUrl: string;
  let start: () => Promise<Awaited<ReturnType<typeof begin>>>;

  beforeEach(async () => {
    telegram = await startTelegram({ webhookRetryMs: 20 });
    telegram.addBot({ token, username: 'anna_bot' });
    olga = telegram.person({ firstName: 'Ольга' });
    const house = await site();
    publicUrl = house.url;
    fake = fakeDoors({ [variable]: token, TELEGRAM_API_ROOT: telegram.url, PUBLIC_URL: publicUrl });
    start = async () => {
      const channel = await begin(file, fake.doors);
      house.mount(channel);
      await vi.waitFor(() => expect(telegram.requests.some(({ method, ok }) => method === 'setWebhook' && ok)).toBe(true));
      return channel;
    };
  });
  afterEach(async () => {
    expect(telegram.violations).toEqual([]);
    await telegram.close();
  });

  const webhook = () => telegram.requests.filter(({ method }) => method === 'setWebhook').at(-1)?.fields ?? {};
  const post = (secret: string | undefined, body: unknown) =>
    fetch(String(webhook().url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }) },
      body: JSON.stringify(body),
    });
  const stranger = { update_id: 1, message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, text: 'пусти' } };

  test('takes messages and presses and answers after the commit', async () => {
    const channel = await start();
    await olga.sends('один').acknowledged;
    await olga.pressesData('x', 1).answered;
    expect(fake.heard()).toMatchObject([
      { kind: 'text', text: 'один' },
      { kind: 'button', data: 'x' },
    ]);
    expect(channel.lastHeardAt?.()).toBeGreaterThan(Date.now() - 5000);
  });

  test('is repeated by the platform when nothing could be committed, and once is enough', async () => {
    fake.answer = (_inbound, attempt) => {
      if (attempt < 3) throw new Error('the disk is full');
      return { repeat: false };
    };
    await start();
    await olga.sends('один').acknowledged;
    expect(fake.heard()).toHaveLength(1);
    expect(fake.logged.filter((line) => line.includes('could not be committed'))).toHaveLength(2);
  });

  test('with a wrong secret, one bit off, or none has no effect', async () => {
    await start();
    const secret = String(webhook().secret_token);
    const oneBitOff = String.fromCharCode(secret.charCodeAt(0) ^ 1) + secret.slice(1);
    for (const wrong of [undefined, '', 'x', oneBitOff, `${secret}x`, secret.slice(1)])
      expect((await post(wrong, stranger)).status).toBe(401);
    expect(fake.inbounds).toEqual([]);
    expect((await post(secret, stranger)).status).toBe(200);
    expect((await post(secret, { update_id: 'one' })).status).toBe(400);
    expect(fake.inbounds).toHaveLength(1);
  });

  test('has an address and a secret that nobody can guess and that tell nothing of each other or the token', async () => {
    await start();
    const { url, secret_token: secret, allowed_updates: kinds } = webhook();
    expect(String(url)).toMatch(new RegExp(`^${publicUrl}/telegram/[\\w-]{43}$`));
    expect(String(secret)).toMatch(/^[\w-]{43}$/);
    expect(String(url)).not.toContain(String(secret));
    expect(`${String(url)}${String(secret)}`).not.toContain(token.split(':')[1]);
    expect(kinds).toEqual(['message', 'edited_message', 'message_reaction', 'callback_query', 'my_chat_member']);
  });

  test('is set once and not again after a restart', async () => {
    const first = await start();
    await first.stop();
    await begin(file, fake.doors);
    await vi.waitFor(() => expect(telegram.requests.filter(({ method }) => method === 'getWebhookInfo')).toHaveLength(2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(telegram.requests.filter(({ method }) => method === 'setWebhook')).toHaveLength(1);
  });

  test('takes nothing once it is stopping, so that the platform keeps it', async () => {
    const channel = await start();
    await channel.stop();
    expect((await post(String(webhook().secret_token), stranger)).status).toBe(503);
    expect(fake.inbounds).toEqual([]);
  });
});

describe('looking after the webhook', () => {
  const info = { has_custom_certificate: false, pending_update_count: 0, url: '', max_connections: 40 };

  async function look(answers: Record<string, (() => unknown)[]>): Promise<{ calls: string[]; alarms: string[] }> {
    const calls: string[] = [];
    const alarms: string[] = [];
    const doors = fakeDoors({}).doors;
    const keeper = openWebhook({
      channel: 'telegram',
      publicUrl: 'https://crm.example.com',
      secret: 'secret',
      token,
      handle: async () => undefined,
      now: Date.now,
      log: doors.log,
      alarm: async (problem) => void alarms.push(problem),
      checkEveryMs: 20,
      call: (async (method: string) => {
        calls.push(method);
        const next = answers[method]?.shift();
        if (!next) await new Promise(() => undefined);
        return next?.();
      }) as Parameters<typeof openWebhook>[0]['call'],
    });
    keeper.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { calls, alarms };
  }

  test('it is set again when somebody took it away', async () => {
    const { calls } = await look({ getWebhookInfo: [() => info, () => info], setWebhook: [() => true] });
    expect(calls).toEqual(['getWebhookInfo', 'setWebhook', 'getWebhookInfo', 'setWebhook']);
  });

  test('a refused address and a revoked token ring the bell', async () => {
    const noHttps = () => {
      throw refused(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook', undefined);
    };
    expect((await look({ getWebhookInfo: [() => info], setWebhook: [noHttps] })).alarms).toEqual(['webhook-refused']);
    const revoked = () => {
      throw refused(401, 'Unauthorized', undefined);
    };
    expect((await look({ getWebhookInfo: [revoked] })).alarms).toEqual(['token-revoked']);
  });
});
