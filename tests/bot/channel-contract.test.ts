import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type ChannelFile, channel, type Doors } from '../../bot/channel.ts';
import { readConfig } from '../../config.ts';
import { loadFolder } from '../../db/folder.ts';
import { settings } from '../../db/schema/work.ts';
import { startAnna } from '../../main.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import { openTestStore } from '../database.ts';
import { fakeDoors } from './fake-doors.ts';

/** All it takes to make a channel: one file such as this. Its platform is a list of lines. */
const lines: string[] = [];
let says: (text: string) => Promise<unknown> = () => Promise.resolve();
const toy = channel({
  name: 'toy',
  needs: [],
  audience: 'clients',
  open: ({ receive, now }) => ({
    name: 'toy',
    perSecond: 100,
    async start() {
      says = (text) =>
        receive({ channel: 'toy', address: 'kid', externalId: text, at: now(), heard: { kind: 'text', text }, numbered: true });
    },
    stop: async () => undefined,
    async send({ address, message }) {
      if (address !== 'kid') throw new ChannelError('Nobody has this address', 'never');
      lines.push(message.text);
      return { externalId: String(lines.length) };
    },
  }),
});

const files = await loadFolder<ChannelFile>(new URL('../../bot/channels/', import.meta.url));
const nowhere = 'http://127.0.0.1:1';
const secrets = { TELEGRAM_BOT_TOKEN: '101:AAcustomers', TELEGRAM_STAFF_BOT_TOKEN: '102:AAstaff', TWILIO_AUTH_TOKEN: 'b2'.repeat(16) };
const everything = {
  ...secrets,
  ...{
    PUBLIC_URL: 'https://anna.example',
    TELEGRAM_API_ROOT: nowhere,
    TWILIO_API_ROOT: nowhere,
    TWILIO_ACCOUNT_SID: `AC${'a1'.repeat(16)}`,
  },
  ...{ TWILIO_SMS_FROM: '+15005550006', TWILIO_VOICE_FROM: '+15005550006', TWILIO_WHATSAPP_FROM: '+14155238886' },
};

describe.each([...files.values(), toy].map((file) => [file.name, file] as const))('the channel %s', (name, file) => {
  async function open() {
    const fake = fakeDoors(everything);
    const { store, close } = await openTestStore();
    const value = { name: { en: 'Anna' }, language: 'en', timezone: 'Europe/Moscow', currency: 'RUB' };
    await store.tx((tx) =>
      tx
        .insert(settings)
        .values({ key: 'shop', value })
        .then(() => undefined),
    );
    const doors: Doors = { ...fake.doors, store };
    const opened = file.open(doors);
    onTestFinished(async () => {
      await opened.stop();
      await close();
    });
    return { opened, fake };
  }

  test('is known by one name and asks for settings that exist', async () => {
    const { opened } = await open();
    expect(opened.name).toBe(name);
    expect(opened.perSecond).toBeGreaterThan(0);
    const config = readConfig({ SECRET: 'a secret of at least 32 characters', ...everything });
    for (const setting of file.needs) expect(config[setting]).toBeDefined();
  });

  test('starts and stops while its platform is away', { timeout: 10_000 }, async () => {
    const { opened } = await open();
    await opened.start();
    await opened.stop();
  });

  test('says by a ChannelError what it cannot send, and no secret', { timeout: 20_000 }, async () => {
    const { opened, fake } = await open();
    const failure: unknown = await opened
      .send({ address: '+79990000000', message: { text: 'Hello' }, since: 0 })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChannelError);
    expect(['later', 'never', 'unknown']).toContain((failure as ChannelError).verdict);
    const told = `${String(failure)} ${fake.logged.join(' ')}`;
    for (const secret of Object.values(secrets)) expect(told).not.toContain(secret);
  });

  test('says by a ChannelError which file it cannot fetch', { timeout: 30_000 }, async () => {
    const { opened } = await open();
    if (!opened.fetch) return;
    await expect(opened.fetch({ kind: 'photo', remoteId: 'nothing' })).rejects.toBeInstanceOf(ChannelError);
  });
});

test('a toy channel in one file takes part in everything: what is said there is answered there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anna-toy-'));
  const { url, close } = await openTestStore();
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: url,
    SECRET: 'a secret of at least 32 characters',
    SHOP_LANGUAGE: 'en',
  });
  const anna = await startAnna(config, Date.now, new Map([['toy', toy]]));
  onTestFinished(async () => {
    await anna.stop();
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  await says('/start');
  await anna.idle();
  expect(lines.join('\n')).toContain('I’m Anna');
});
