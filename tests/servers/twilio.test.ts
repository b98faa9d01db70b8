import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import type { FakeTwilio } from './twilio.ts';
import { startTwilio } from './twilio.ts';
import { clientOf, type HeardByUs, startSite } from './twilio-site.ts';

const us = '+15005550006';
const them = '+79161234567';
const desk = `whatsapp:+14155238886`;
const clock = fixedClock(Date.UTC(2026, 5, 1, 9));
const service = `MG${'e5'.repeat(16)}`;
let server: FakeTwilio;
let client: ReturnType<typeof clientOf>;
let heard: HeardByUs[];
let close: () => Promise<void>;

beforeEach(async () => {
  server = await startTwilio({ now: clock.now, services: { [service]: [us] } });
  client = clientOf(server);
  ({ heard, close } = await startSite(server));
});
afterEach(() => Promise.all([server.close(), close()]));

const breaches = () => server.violations.map((each) => each.breach);
/** The library's own types for Content are wrong: the API wants these names. */
const createContent = (content: object) => client.content.v1.contents.create(content as never);
const quickReply = (titles: string[], body = 'Choose') =>
  createContent({
    friendly_name: 'choice',
    language: 'ru',
    types: { 'twilio/quick-reply': { body, actions: titles.map((title) => ({ type: 'QUICK_REPLY', title, id: `id-${title}` })) } },
  });
/** A bare request, to write what the library would not. */
async function post(path: string, body: Record<string, string> | object, authorization = `${server.accountSid}:${server.authToken}`) {
  const json = path.startsWith('/v1');
  const headers = {
    authorization: `Basic ${btoa(authorization)}`,
    'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
  };
  const url = json ? server.url + path : `${server.url}/2010-04-01/Accounts/${server.accountSid}${path}`;
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body: json ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString(),
  });
  return { status: answer.status, ...((await answer.json()) as { code?: number; message?: string }) };
}

describe('a message that breaks a rule is refused with its code and remembered', () => {
  const fine = { To: them, From: us, Body: 'Hello' };
  test.each<[string, object, number]>([
    ['no address', { To: '' }, 21604],
    ['an address that is no number', { To: 'abc' }, 21211],
    ['a number without its country', { To: '89161234567' }, 21211],
    ['no sender', { From: '' }, 21603],
    ['a sender that is not ours', { From: '+15005550001' }, 21606],
    ['a WhatsApp sender that is not ours', { From: 'whatsapp:+15005550001', To: `whatsapp:${them}` }, 63007],
    ['channels mixed', { From: us, To: `whatsapp:${them}` }, 21910],
    ['no content', { Body: '' }, 21619],
    ['1601 letters', { Body: 'я'.repeat(1601) }, 21617],
    ['variables without content', { ContentVariables: '{"1":"a"}' }, 21654],
    ['variables that are no JSON', { ContentSid: `HX${'0'.repeat(32)}`, ContentVariables: 'a=b' }, 21656],
    ['an empty variable', { ContentSid: `HX${'0'.repeat(32)}`, ContentVariables: '{"1":""}' }, 21656],
    ['content that is not there', { ContentSid: `HX${'0'.repeat(32)}` }, 21655],
    ['a service that is not ours', { From: '', MessagingServiceSid: `MG${'0'.repeat(32)}` }, 21701],
    ['a schedule without a service', { ScheduleType: 'fixed', SendAt: '2026-06-02T09:00:00Z' }, 35118],
    ['a schedule in four minutes', { MessagingServiceSid: service, ScheduleType: 'fixed', SendAt: '2026-06-01T09:04:00Z' }, 35114],
  ])('%s', async (_, fields, code) => {
    expect(await post('/Messages.json', { ...fine, ...fields })).toMatchObject({ status: 400, code });
    expect(breaches()).toEqual([expect.stringContaining(String(code))]);
    expect(server.messages()).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a name that Twilio does not know', { Text: 'Hi' }, 'Text: the body has no such field'],
    ['a number that is none', { ValidityPeriod: 'long' }, 'ValidityPeriod: must be a whole number'],
    ['a yes in place of true', { SmartEncoded: 'yes' }, 'SmartEncoded: must be true or false'],
    ['a word that is not in the list', { ContentRetention: 'keep' }, 'ContentRetention: must be one of retain, discard'],
    ['a sid of another kind', { ContentSid: 'HX1' }, 'ContentSid: must match'],
    ['a date that is none', { SendAt: 'tomorrow' }, 'SendAt: must be a date'],
  ])('%s', async (_, fields, why) => {
    await post('/Messages.json', { ...fine, ...fields });
    expect(breaches().join()).toContain(why);
  });

  test('eleven pictures, or two on WhatsApp', async () => {
    const pictures = (count: number) => Array.from({ length: count }, () => 'https://a.b/c.png');
    await expect(client.messages.create({ to: them, from: us, mediaUrl: pictures(11) })).rejects.toMatchObject({ code: 21623 });
    await expect(client.messages.create({ to: `whatsapp:${them}`, from: desk, mediaUrl: pictures(2) })).rejects.toMatchObject({
      code: 21623,
    });
    await client.messages.create({ to: them, from: us, mediaUrl: pictures(10) });
  });

  test('wrong credentials are 20003, an API key is as good as the token', async () => {
    await expect(clientOf(server, server.accountSid, 'wrong').messages.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    await clientOf(server, server.apiKey.sid, server.apiKey.secret).messages.create({ to: them, from: us, body: 'Hello' });
    expect(server.violations).toEqual([]);
  });

  test('a path that is nowhere, and a message that is not there', async () => {
    expect(await post('/Letters.json', {})).toMatchObject({ status: 404, code: 20404 });
    await expect(client.messages(`SM${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(server.violations).toHaveLength(1);
  });
});

describe('content', () => {
  test.each<[string, object, string]>([
    ['names as the library writes them', { friendlyName: 'x', language: 'ru', types: { twilioQuickReply: {} } }, 'Invalid types'],
    ['no language', { types: { 'twilio/text': { body: 'a' } } }, 'language: is required'],
    ['an unknown field deep inside', { language: 'ru', types: { 'twilio/text': { text: 'a' } } }, 'types.twilio/text.body: is required'],
    [
      'a button of 21 letters',
      { language: 'ru', types: { 'twilio/quick-reply': { body: 'a', actions: [{ title: 'я'.repeat(21) }] } } },
      'longer than 20',
    ],
    [
      'eleven rows',
      {
        language: 'ru',
        types: {
          'twilio/list-picker': { body: 'a', button: 'b', items: Array.from({ length: 11 }, (_, id) => ({ id: `${id}`, item: 'x' })) },
        },
      },
      '1-10 items',
    ],
    [
      'a row of 25 letters',
      { language: 'ru', types: { 'twilio/list-picker': { body: 'a', button: 'b', items: [{ id: '1', item: 'я'.repeat(25) }] } } },
      'longer than 24',
    ],
  ])('is refused for %s', async (_, content, why) => {
    expect(await post('/v1/Content', content)).toMatchObject({ status: 400, message: expect.stringContaining(why) });
    expect(breaches().join()).toContain(why);
  });

  test('shows buttons with their variables, and brings back what was pressed', async () => {
    const anna = server.person(them, 'Anna').onWhatsApp();
    await anna.texts('Hello').answered;
    const { sid } = await quickReply(['{{1}}', 'Later']);
    await client.messages.create({ to: anna.address, from: desk, contentSid: sid, contentVariables: JSON.stringify({ 1: 'Now' }) });
    expect(await anna.waitsFor('Choose')).toMatchObject({ buttons: [{ id: 'id-Now', title: 'Now' }, { title: 'Later' }] });
    await anna.presses('Now').answered;
    expect(heard.at(-1)).toMatchObject({
      Body: 'Now',
      ButtonText: 'Now',
      ButtonPayload: 'id-Now',
      MessageType: 'interactive',
      WaId: '79161234567',
    });
    expect(() => anna.presses('Never')).toThrow('sees no button "Never", but "Now", "Later"');
    expect(server.violations).toEqual([]);
  });

  test('without a value for a variable ends as 63028, with four buttons and no approval as 63021', async () => {
    const anna = server.person(them).onWhatsApp();
    await anna.texts('Hello').answered;
    const [empty, many] = await Promise.all([quickReply(['{{1}}']), quickReply(['1', '2', '3', '4'])]);
    await client.messages.create({ to: anna.address, from: desk, contentSid: empty.sid });
    expect((await server.waitsFor((each) => each.status === 'undelivered')).errorCode).toBe(63028);
    await client.messages.create({ to: anna.address, from: desk, contentSid: many.sid });
    await server.waitsFor((each) => each.errorCode === 63021);
    server.approve(many.sid);
    await client.messages.create({ to: anna.address, from: desk, contentSid: many.sid });
    await anna.waitsFor((each) => each.buttons.length === 4);
    expect(server.violations).toHaveLength(2);
  });
});

describe('the window of WhatsApp', () => {
  test('is open for a day after a message, and then only an approved template gets through', async () => {
    const anna = server.person(them).onWhatsApp();
    await anna.texts('Hello').answered;
    const say = (fields: object) => client.messages.create({ to: anna.address, from: desk, ...fields });
    clock.advance(24 * 3600_000);
    await say({ body: 'Just in time' });
    await anna.waitsFor('Just in time');
    clock.advance(1);
    expect((await say({ body: 'Too late' })).status).toBe('queued');
    expect(await server.waitsFor((each) => each.status === 'undelivered')).toMatchObject({ body: 'Too late', errorCode: 63016 });
    const { sid } = await quickReply(['Yes'], 'Your cake is ready');
    await say({ contentSid: sid });
    await server.waitsFor((each) => each.body === 'Your cake is ready' && each.errorCode === 63016);
    server.approve(sid);
    await say({ contentSid: sid });
    expect(await anna.waitsFor('Your cake is ready')).toMatchObject({ template: true });
    expect(breaches()).toHaveLength(2);
    expect(anna.chat().map((each) => each.text)).toEqual(['Hello', 'Just in time', 'Your cake is ready']);
  });
});
