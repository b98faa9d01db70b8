import type { Request, Response } from 'express';
import { expect, test } from 'vitest';
import { readMessage } from '../../bot/twilio/heard.ts';
import { refuseUnsigned } from '../../bot/twilio/signature.ts';
import { inbox, messages } from '../../db/schema/talk.ts';
import { randomOf } from '../proofs/parts/random.ts';
import { post } from '../servers/http.ts';
import { TwilioWorld } from '../servers/twilio-world.ts';
import { byWhatsapp, openShop } from '../whole-shop.ts';

const publicUrl = 'https://anna.example';
const path = '/twilio/whatsapp?a=1';
const parameters = { MessageSid: 'SM1', From: 'whatsapp:+79161234567', To: 'whatsapp:+14155238886', Body: 'Здравствуйте', NumMedia: '0' };

test('of 100,000 requests with one bit changed in the body, the address or the signature none passes', { timeout: 60_000 }, () => {
  const twilio = new TwilioWorld({ check: false });
  const guard = refuseUnsigned({ publicUrl, twilioAuthToken: twilio.authToken });
  const signature = twilio.sign(publicUrl + path, parameters);
  const body = new URLSearchParams(parameters).toString();
  const passes = (given: { path: string; body: string; signature: string }): boolean => {
    let passed = false;
    const req = {
      get: () => given.signature,
      is: () => 'urlencoded',
      originalUrl: given.path,
      body: Object.fromEntries(new URLSearchParams(given.body)),
    } as unknown as Request; // as much of a request as the guard reads
    const res = { sendStatus: () => undefined } as unknown as Response;
    guard(req, res, () => {
      passed = true;
    });
    return passed;
  };
  const genuine = { path, body, signature };
  expect(passes(genuine)).toBe(true);

  const { next: pick } = randomOf(20270301);
  const parts = ['path', 'body', 'signature'] as const;
  let changed = 0;
  let passed = 0;
  while (changed < 100_000) {
    const part = parts[changed % 3] ?? 'body';
    const bytes = Buffer.from(genuine[part], 'latin1');
    const at = Math.floor(pick() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(pick() * 8));
    const forged = { ...genuine, [part]: bytes.toString('latin1') };
    changed += 1;
    // A sign may have two spellings in a form: what is read from it is what counts.
    const isSame = part === 'body' && new URLSearchParams(forged.body).toString() === body;
    if (!isSame && passes(forged)) passed += 1;
  }
  expect(passed).toBe(0);
});

test('what is unsigned, too large, of a wrong type or for another address is refused, and nothing is written', {
  timeout: 60_000,
}, async () => {
  const shop = await openShop({ env: byWhatsapp });
  const local = `http://127.0.0.1:${shop.anna.port}`;
  const form = new URLSearchParams(parameters).toString();
  const signed = { 'x-twilio-signature': shop.twilio.sign(`${publicUrl}/twilio/whatsapp`, parameters) };
  const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
  const huge = `${form}&Extra=${'x'.repeat(300_000)}`;
  const tries: [string, Record<string, string>, string][] = [
    ['/twilio/whatsapp', asForm, form],
    ['/twilio/sms', { ...asForm, ...signed }, form],
    ['/twilio/whatsapp/status', { ...asForm, ...signed }, form],
    ['/twilio/whatsapp', { 'content-type': 'application/json', ...signed }, JSON.stringify(parameters)],
    ['/twilio/whatsapp', { 'content-type': 'text/plain', ...signed }, form],
    ['/twilio/whatsapp', { 'content-type': 'application/xml', ...signed }, '<a/>'],
    ['/twilio/whatsapp', { ...asForm, ...signed }, huge],
    ['/twilio/whatsapp', { ...asForm, ...signed, 'content-encoding': 'gzip' }, form],
  ];
  const statuses = [];
  for (const [at, headers, body] of tries) statuses.push((await post(`${local}${at}`, headers, body, 5000)).status);
  expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  expect(await shop.store.read.select().from(inbox)).toEqual([]);

  expect((await post(`${local}/twilio/whatsapp`, { ...asForm, ...signed }, form, 5000)).status).toBe(200);
  for (let replay = 0; replay < 5; replay += 1) await post(`${local}/twilio/whatsapp`, { ...asForm, ...signed }, form, 5000);
  await shop.passes(0);
  expect(await shop.store.read.select().from(inbox)).toHaveLength(1);
  const heard = (await shop.store.read.select().from(messages)).filter(({ direction }) => direction === 'in');
  expect(heard).toHaveLength(1);
});

test('whatever is posted under a signature is read without an error', () => {
  const { next: pick } = randomOf(7);
  const names = [
    'MessageSid',
    'From',
    'Body',
    'NumMedia',
    'MediaUrl0',
    'MediaContentType0',
    'Latitude',
    'Longitude',
    'ButtonPayload',
    'ListId',
  ];
  const values = ['', '0', '-1', '99999', 'NaN', 'whatsapp:', '+7916', '\u0000', '🎂', '\uD800', '💣'.repeat(500), 'null', '1e400', '{}'];
  for (let each = 0; each < 20_000; each += 1) {
    const posted: Record<string, unknown> = { MessageSid: 'SM1', From: 'whatsapp:+79161234567' };
    for (const name of names) if (pick() < 0.4) posted[name] = values[Math.floor(pick() * values.length)];
    if (pick() < 0.1) posted.Body = ['a', 'b'];
    for (const { address, externalId } of readMessage(posted)) expect([address.length > 0, externalId.length > 0]).toEqual([true, true]);
  }
});
