import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { BadConfig, readConfig, secretsOf } from '../config.ts';

const secret = 'a-secret-of-more-than-thirty-two-characters';
const botToken = '123456:AAErealLookingTokenOfABot';

const wrong = {
  PORT: '99999x',
  HOST: 'not a host!',
  PUBLIC_URL: 'ftp://leak-public',
  TRUSTED_PROXIES: 'everybody',
  SECURITY_CONTACT: 'somebody',
  DATABASE_URL: 'mysql://leak-database',
  DATABASE_REPLICA_URL: 'file:copy.db',
  SECRET: 'leak-too-short',
  TELEGRAM_BOT_TOKEN: 'leak-telegram',
  TELEGRAM_STAFF_BOT_TOKEN: 'leak-staff',
  TELEGRAM_API_ROOT: 'leak-root',
  TELEGRAM_PER_SECOND: 'leak-many',
  TWILIO_ACCOUNT_SID: 'leak-sid',
  TWILIO_AUTH_TOKEN: 'leak auth',
  TWILIO_SMS_FROM: 'leak-from-nowhere',
  TWILIO_VOICE_FROM: 'leak-voice',
  TWILIO_WHATSAPP_FROM: 'leak-whatsapp',
  TWILIO_API_ROOT: 'leak-api',
  WEBHOOK_ADDRESSES: 'intranet',
  OWNER_LOGIN: 'x',
  OWNER_PASSWORD: 'leak',
  SHOP_PRESET: 'Leak Preset',
  SHOP_LANGUAGE: 'leak-language',
  SHOP_TIMEZONE: 'Leak/Nowhere',
  SHOP_CURRENCY: 'leak-money',
};

const complaintOf = (env: Record<string, string>): BadConfig => {
  try {
    readConfig({ SECRET: secret, ...env });
  } catch (error) {
    if (error instanceof BadConfig) return error;
  }
  throw new Error('expected the settings to be refused');
};

test('with nothing set a shop starts as a Russian bakery in a file of its own, without a channel to the outside', () => {
  const config = readConfig({ SECRET: secret });
  expect(config).toMatchObject({
    port: 3000,
    databaseUrl: 'file:data/anna.db',
    shopPreset: 'bakery',
    shopLanguage: 'ru',
    shopCurrency: 'RUB',
  });
  expect([config.telegramBotToken, config.twilioAuthToken, config.publicUrl]).toEqual([undefined, undefined, undefined]);
});

test('an empty line in .env counts as absent', () => {
  expect(readConfig({ SECRET: secret, PORT: '', TWILIO_AUTH_TOKEN: '  ', SHOP_LANGUAGE: '' })).toMatchObject({
    port: 3000,
    shopLanguage: 'ru',
  });
});

test('every wrong variable is named at once, and no value leaks', () => {
  const refusal = complaintOf(wrong);
  expect(refusal.variables).toEqual(Object.keys(wrong));
  for (const name of Object.keys(wrong)) expect(refusal.message).toContain(`  ${name}: `);
  expect(JSON.stringify([refusal.message, refusal.stack])).not.toMatch(/leak|99999x|not a host/i);
});

test('the refusal is in the language of the shop', () => {
  expect(complaintOf({ PORT: 'x' }).message).toBe('Настройки (.env) не годятся:\n  PORT: целое число от 0 до 65535');
  expect(complaintOf({ PORT: 'x', SHOP_LANGUAGE: 'en' }).message).toBe(
    'The settings (.env) will not do:\n  PORT: a whole number from 0 to 65535',
  );
});

test('.env.example names every variable, and copied as it is it changes nothing', () => {
  const example = parseEnv(readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8'));
  expect(Object.keys(example).toSorted()).toEqual([...Object.keys(wrong), 'DATA_DIR', 'LOG_LEVEL'].toSorted());
  expect(readConfig({ ...example, SECRET: secret })).toEqual(readConfig({ SECRET: secret }));
});

test('half of the Twilio settings is refused, and the missing half is named', () => {
  const refusal = complaintOf({ TWILIO_AUTH_TOKEN: 'the-token', SHOP_LANGUAGE: 'en' });
  expect(refusal.variables).toEqual(['TWILIO_ACCOUNT_SID', 'TWILIO_SMS_FROM']);
  expect(refusal.message).toContain('TWILIO_SMS_FROM: is missing, though these are set: TWILIO_AUTH_TOKEN');
});

test('one bot cannot serve as two', () => {
  expect(complaintOf({ TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_STAFF_BOT_TOKEN: botToken }).variables).toEqual(['TELEGRAM_STAFF_BOT_TOKEN']);
  expect(readConfig({ SECRET: secret, TELEGRAM_BOT_TOKEN: botToken }).telegramBotToken).toBe(botToken);
});

test.each([
  ['PUBLIC_URL', 'https://crm.example.com/', { publicUrl: 'https://crm.example.com' }],
  ['DATABASE_URL', 'postgres://anna:pw@db/anna', { databaseUrl: 'postgres://anna:pw@db/anna' }],
  ['SHOP_TIMEZONE', 'Asia/Yekaterinburg', { shopTimezone: 'Asia/Yekaterinburg' }],
  ['SHOP_CURRENCY', 'KZT', { shopCurrency: 'KZT' }],
  ['DATA_DIR', 'elsewhere', { databaseUrl: 'file:elsewhere/anna.db' }],
])('%s is taken as %s', (name, value, expected) => {
  expect(readConfig({ SECRET: secret, [name]: value })).toMatchObject(expected);
});

test('a secret is made once, kept for the owner of the folder alone, and stays the same', () => {
  const folder = join(emptyFolder(), 'data');
  const first = readConfig({}, folder).secret;
  expect(first.length).toBeGreaterThanOrEqual(32);
  expect(readConfig({ DATA_DIR: folder }).secret).toBe(first);
  expect(readFileSync(join(folder, 'secret'), 'utf8').trim()).toBe(first);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});

test('a damaged secret stops the start instead of being replaced', () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'secret'), 'short');
  expect(() => readConfig({}, folder)).toThrow(BadConfig);
});

test('the secrets to hide include the password inside DATABASE_URL', () => {
  const config = readConfig({ SECRET: secret, TELEGRAM_BOT_TOKEN: botToken, DATABASE_URL: 'postgres://anna:p%40ssword@db/anna' });
  expect(secretsOf(config)).toEqual(expect.arrayContaining([secret, botToken, 'p@ssword']));
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'anna-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the demo, where anybody may act as anybody, listens to this machine alone', () => {
  expect(readConfig({ SECRET: secret, HOST: '0.0.0.0', PUBLIC_URL: 'https://crm.example.com' }, undefined, true).host).toBe('127.0.0.1');
});

test('a proxy is believed when the owner names it, and one on this machine where the shop has a public address', () => {
  expect(readConfig({ SECRET: secret }).trustedProxies).toEqual([]);
  expect(readConfig({ SECRET: secret, PUBLIC_URL: 'https://crm.example.com' }).trustedProxies).toEqual(['loopback']);
  expect(readConfig({ SECRET: secret, TRUSTED_PROXIES: '10.0.0.2, 172.16.0.0/12' }).trustedProxies).toEqual(['10.0.0.2', '172.16.0.0/12']);
});
