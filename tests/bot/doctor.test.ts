import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runDoctor } from '../../bot/doctor.ts';
import { backup } from '../../db/backup.ts';
import { dialect } from '../../db/kit.ts';
import { fileOf } from '../../db/open.ts';
import { openShop, type WholeShop } from '../whole-shop.ts';

async function examined(shop: WholeShop, env: Record<string, string> = {}): Promise<{ isWell: boolean; lines: string[] }> {
  const lines: string[] = [];
  const isWell = await runDoctor({ ...shop.env(), ...env }, (line) => lines.push(line));
  return { isWell, lines: lines.filter((line) => line !== '') };
}

test('a shop in order is well, line by line, while it runs; and the visit changes nothing', async () => {
  const shop = await openShop({ at: Date.now() });
  shop.anna.tick();
  await shop.anna.idle();
  const { isWell, lines } = await examined(shop);
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
  expect(isWell).toBe(true);
  for (const words of ['Database', 'telegram', 'telegram-staff', 'sms', 'Clock', 'Disk space', 'SECRET', 'Time zones', 'Node'])
    expect(lines.some((line) => line.startsWith(`✓ ${words}: ok`))).toBe(true);
  expect(lines.at(-1)).toBe('All is well.');
  await shop.anna.stop();
  expect((await examined(shop)).isWell).toBe(true);
});

test('what is out of order is said with its cure, and no secret', async () => {
  const shop = await openShop({ at: Date.now() });
  shop.telegram.revoke('101:customers');
  shop.twilio.hooks({ messages: 'https://demo.twilio.com/welcome' });
  const { isWell, lines } = await examined(shop, { SECRET: 'another secret that is long enough to be one' });
  expect(isWell).toBe(false);
  expect(lines).toContain('✗ telegram: the token is no longer valid. Get a new one from @BotFather, put it into .env and restart Anna.');
  expect(lines.some((line) => line.startsWith('✗ telegram-staff: the webhook pointed to'))).toBe(true);
  expect(lines.some((line) => line.startsWith('✗ sms: the Twilio number does not lead to us'))).toBe(true);
  expect(lines.join()).not.toContain(shop.twilio.authToken);
  expect(lines.join()).not.toContain('102:staff');
  expect(lines.at(-1)).toBe('3 problems.');
});

test.runIf(dialect === 'sqlite')('a damaged backup and a damaged file are found', async () => {
  const shop = await openShop({ at: Date.now() });
  const path = fileOf(shop.anna.config.databaseUrl);
  const { file } = await backup(path);
  appendFileSync(file, 'x');
  expect((await examined(shop)).lines.some((line) => line.startsWith('✗ Backups: A backup is damaged'))).toBe(true);
});

test.runIf(dialect === 'sqlite')('a shop that was never opened is no trouble and stays unopened', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anna-doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lines: string[] = [];
  const env = { DATA_DIR: folder, SHOP_LANGUAGE: 'ru', TELEGRAM_BOT_TOKEN: '101:customers', TELEGRAM_API_ROOT: 'http://127.0.0.1:1' };
  expect(await runDoctor(env, (line) => lines.push(line))).toBe(false);
  expect(lines.join('\n')).toContain('· База данных: Базы данных ещё нет');
  expect(lines.join('\n')).toContain('✗ Часы: нет ответа. Проверьте интернет на этой машине.');
  expect(readdirSync(folder)).toEqual(['secret']);
});

test('settings that will not do are named', async () => {
  const lines: string[] = [];
  expect(await runDoctor({ PORT: 'x', SECRET: 'a secret of at least 32 characters' }, (line) => lines.push(line))).toBe(false);
  expect(lines.join()).toContain('PORT');
});

test('one number that serves calls and SMS is examined for both, field by field of Twilio’s console', async () => {
  const shop = await openShop({ at: Date.now(), env: { TWILIO_VOICE_FROM: '+15005550006' } });
  shop.twilio.hooks({ messages: 'https://demo.twilio.com/welcome', calls: 'https://anna.example/twilio/voice', callStatus: '' });
  const { lines } = await examined(shop);
  expect(lines.filter((line) => line.startsWith('✗')).map((line) => line.split(' fill in: ')[1])).toEqual([
    'Call status changes: https://anna.example/twilio/voice/status',
    'A message comes in: https://anna.example/twilio/sms',
  ]);
});

test('an address without encryption is no place for Telegram and passwords; on this machine it may be', async () => {
  const shop = await openShop({ at: Date.now() });
  const { lines } = await examined(shop, { PUBLIC_URL: 'http://anna.example' });
  expect(lines.find((line) => line.startsWith('✗ PUBLIC_URL'))).toContain('http://anna.example is not encrypted');
  const { lines: here } = await examined(shop, { PUBLIC_URL: 'http://localhost:3000' });
  expect(here.join()).not.toContain('is not encrypted');
});

test('figures are told in the reader’s language, and before the first start a missing folder is no trouble', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anna-doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const lines: string[] = [];
  const env = { DATA_DIR: join(folder, 'not', 'yet'), SECRET: 'a secret of at least 32 characters', SHOP_LANGUAGE: 'ru' };
  await runDoctor({ ...env, DATABASE_URL: `file:${folder}/anna.db` }, (line) => lines.push(line));
  expect(lines.find((line) => line.includes('Место на диске'))).toMatch(/^✓ Место на диске: в порядке \(\d+,\d ГБ\)$/);
});

test('a data folder that cannot be made is one sentence, at the start too', async () => {
  const lines: string[] = [];
  expect(await runDoctor({ DATA_DIR: '/dev/null/data', SHOP_LANGUAGE: 'en' }, (line) => lines.push(line))).toBe(false);
  expect(lines.join()).toContain('DATA_DIR: the folder /dev/null/data cannot be written to (ENOTDIR). Check the path and the rights to it');
});
