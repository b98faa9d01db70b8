import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from '../../bot/channel.ts';
import sms from '../../bot/channels/sms.ts';
import type { Message } from '../../notifications/message.ts';
import { type FakeTwilio, startTwilio, type TwilioPerson } from '../servers/twilio.ts';
import { begin, type FakeDoors, fakeDoors, site } from './fake-doors.ts';

const from = '+15005550006';
const phone = '+79161234567';

let twilio: FakeTwilio;
let olga: TwilioPerson;
let fake: FakeDoors;
let publicUrl: string;
let channel: Channel;

beforeEach(async () => {
  twilio = await startTwilio({ numbers: [from] });
  olga = twilio.person(phone, 'Ольга');
  const house = await site();
  publicUrl = house.url;
  fake = fakeDoors({ ...settings(), PUBLIC_URL: publicUrl });
  channel = await begin(sms, fake.doors);
  house.mount(channel);
  twilio.hooks({ messages: `${publicUrl}/twilio/sms` });
});
afterEach(async () => {
  expect(twilio.violations).toEqual([]);
  expect(fake.logged.join('')).not.toContain(twilio.authToken);
  await twilio.close();
});

const settings = (): Record<string, string> => ({
  TWILIO_ACCOUNT_SID: twilio.accountSid,
  TWILIO_AUTH_TOKEN: twilio.authToken,
  TWILIO_SMS_FROM: from,
  TWILIO_API_ROOT: twilio.url,
});
const send = async (message: Message, since = Date.now()) => (await channel.send({ address: phone, message, since })).externalId;

describe('a message by SMS', () => {
  test('is plain words with a numbered menu, and its delivery is reported', async () => {
    const sid = await send({
      text: 'Заказ \u{E000}№ 4417\u{E001} готов',
      buttons: [
        [
          { label: 'Заберу', data: 'y' },
          { label: 'Не смогу', data: 'n' },
        ],
      ],
    });
    expect(await olga.waitsFor(/4417/)).toMatchObject({ sid, text: 'Заказ № 4417 готов\n\n1. Заберу\n2. Не смогу' });
    await vi.waitFor(() =>
      expect(fake.reports).toEqual([
        { externalId: sid, state: 'sent' },
        { externalId: sid, state: 'delivered' },
      ]),
    );
  });

  test('that was not delivered says why', async () => {
    twilio.fate({ order: ['sent', 'undelivered'], errorCode: 30003 });
    const sid = await send({ text: 'Едем' });
    const failed = { externalId: sid, state: 'failed', reason: 'the phone is off or unreachable (30003)' };
    await vi.waitFor(() => expect(fake.reports).toContainEqual(failed));
  });

  test('of more than 1600 signs goes in several, and what is empty does not go', async () => {
    await send({ text: 'слово '.repeat(500) });
    expect(twilio.sent(phone)).toHaveLength(2);
    await send({ text: `${'🎂'.repeat(900)}` });
    expect(
      twilio
        .sent(phone)
        .slice(2)
        .every(({ body }) => body.length <= 1600),
    ).toBe(true);
    await expect(send({ text: ' ' })).rejects.toMatchObject({ verdict: 'never' });
  });

  test('to who said STOP, or to no number at all, is refused for good', async () => {
    await olga.texts('STOP').answered;
    await expect(send({ text: 'Скидки' })).rejects.toMatchObject({ verdict: 'never', closes: 'opted-out' });
    const nowhere = channel.send({ address: '+0', message: { text: 'раз' }, since: 0 });
    await expect(nowhere).rejects.toMatchObject({ verdict: 'never', closes: 'bad-number' });
    twilio.violations.length = 0; // the bad number was the point
  });

  test.each([
    ['429', { verdict: 'later', wholeChannel: true }],
    ['500', { verdict: 'unknown' }],
    ['502html', { verdict: 'unknown' }],
    ['reset-after', { verdict: 'unknown' }],
    ['401', { verdict: 'later', wholeChannel: true }],
  ] as const)('is not repeated by itself after %s', async (fault, expected) => {
    twilio.fail({ with: fault });
    await expect(send({ text: 'раз' })).rejects.toMatchObject({ name: 'ChannelError', ...expected });
    expect(twilio.sent(phone).length).toBe(fault === 'reset-after' ? 1 : 0);
    expect(fake.alarms).toEqual(fault === '401' ? ['token-revoked'] : []);
  });

  test('waits when Twilio cannot be reached', async () => {
    await twilio.close();
    await expect(send({ text: 'раз' })).rejects.toMatchObject({ verdict: 'later', wholeChannel: true });
  });

  test('whose answer was lost is found again; an older one with the same words, or one that is known, is not it', async () => {
    const since = Date.now();
    const outgoing = { address: phone, message: { text: 'Ваш заказ готов' }, since };
    await channel.send(outgoing);
    expect(await channel.wasSent?.(outgoing)).toBeUndefined();
    twilio.fail({ with: 'reset-after' });
    await expect(channel.send(outgoing)).rejects.toMatchObject({ verdict: 'unknown' });
    expect(await channel.wasSent?.({ ...outgoing, since: since + 3600_000 })).toBeUndefined();
    expect(await channel.wasSent?.(outgoing)).toEqual({ externalId: twilio.sent(phone).at(-1)?.sid });
    expect(twilio.sent(phone)).toHaveLength(2);
    twilio.fail({ with: '500' });
    await expect(channel.wasSent?.(outgoing)).rejects.toMatchObject({ verdict: 'later' });
  });

  test('goes on with the second half when the first has gone', async () => {
    const long = { text: `${'а'.repeat(1500)}\n${'б'.repeat(1500)}` };
    const since = Date.now();
    twilio.delay(50);
    const first = send(long, since);
    await olga.waitsFor(/^а/);
    twilio.fail({ with: '429', retryAfter: 1 });
    await expect(first).rejects.toMatchObject({ verdict: 'later' });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await send(long, since);
    expect(twilio.sent(phone).map(({ body }) => body[0])).toEqual(['а', 'б']);
  });
});

describe('an SMS from a person', () => {
  test('is taken once, however often Twilio brings it, and answered with empty TwiML', async () => {
    twilio.repeatInbound(3);
    const { sid, answered } = olga.texts('Где мой торт?\u0000');
    const answer = await answered;
    expect(answer?.headers['content-type']).toContain('text/xml');
    expect(answer?.body).toContain('<Response/>');
    await vi.waitFor(() => expect(fake.inbounds).toHaveLength(1));
    expect(fake.inbounds).toMatchObject([
      { channel: 'sms', address: phone, externalId: sid, messageId: sid, heard: { kind: 'text', text: 'Где мой торт?' } },
    ]);
  });

  test.each([
    ['STOP', 'stop'],
    ['стоп', 'stop'],
    [' Стоп! ', 'stop'],
    ['ОТПИСАТЬСЯ', 'stop'],
    ['START', 'resume'],
    ['старт', 'resume'],
    ['YES', 'text'],
    ['стоп, а где мой торт?', 'text'],
  ])('%j is heard as %s', async (text, kind) => {
    await olga.texts(text).answered;
    expect(fake.heard().map((heard) => heard.kind)).toEqual([kind]);
  });

  test('“STOP” and “START” say nothing about the language of who writes them; other words do', async () => {
    await olga.texts('STOP').answered;
    await olga.texts('START').answered;
    await olga.texts('Hello there').answered;
    expect(fake.inbounds.map(({ language }) => language)).toEqual([undefined, undefined, 'en']);
  });

  test('with a picture brings the picture along, and nothing that runs', async () => {
    await olga.sendsMedia(Buffer.from('jpeg')).answered;
    const [heard] = fake.heard();
    expect(heard).toMatchObject({ kind: 'file', file: { kind: 'photo', mime: 'image/jpeg' }, caption: '' });
    const bytes = heard?.kind === 'file' ? await channel.fetch?.(heard.file) : undefined;
    expect(String(bytes)).toBe('jpeg');
    await olga.sendsMedia(Buffer.from('MZ'), 'application/x-msdownload').answered;
    expect(fake.heard().at(-1)).toEqual({ kind: 'other', what: 'application/x-msdownload' });
  });

  test('that could not be committed is not acknowledged', async () => {
    fake.answer = () => {
      throw new Error('the disk is full');
    };
    expect((await olga.texts('раз').answered)?.status).toBe(503);
    expect(fake.inbounds).toEqual([]);
  });
});

describe('the signature', () => {
  const parameters = { MessageSid: 'SM1', From: phone, To: from, Body: 'стоп', Unknown: '', NumMedia: '0' };
  const post = (path: string, body: Record<string, string>, signature: string | undefined, host = publicUrl) =>
    fetch(`${host}${path}`, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: signature === undefined ? {} : { 'x-twilio-signature': signature },
    });

  test('covers every parameter and every bit; without it nothing happens', async () => {
    const signature = twilio.sign(`${publicUrl}/twilio/sms`, parameters);
    const flipped = String.fromCharCode(signature.charCodeAt(3) ^ 1);
    const forged = [
      undefined,
      '',
      'x',
      signature.slice(0, 3) + flipped + signature.slice(4),
      twilio.sign(`${publicUrl}/twilio/status`, parameters),
    ];
    for (const wrong of forged) expect((await post('/twilio/sms', parameters, wrong)).status).toBe(403);
    expect((await post('/twilio/sms', { ...parameters, Body: 'старт' }, signature)).status).toBe(403);
    expect((await post('/twilio/sms', { ...parameters, Extra: '1' }, signature)).status).toBe(403);
    expect((await post('/twilio/sms?a=1', parameters, signature)).status).toBe(403);
    expect(fake.inbounds).toEqual([]);
    expect((await post('/twilio/sms', parameters, signature)).status).toBe(200);
    expect(fake.inbounds).toHaveLength(1);
  });

  test('guards delivery reports too', async () => {
    const report = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    expect((await post('/twilio/status', report, 'forged')).status).toBe(403);
    expect(fake.reports).toEqual([]);
    expect((await post('/twilio/status', report, twilio.sign(`${publicUrl}/twilio/status`, report))).status).toBe(200);
    const queued = { MessageSid: 'SM1', MessageStatus: 'queued' };
    expect((await post('/twilio/status', queued, twilio.sign(`${publicUrl}/twilio/status`, queued))).status).toBe(200);
    expect(fake.reports).toEqual([{ externalId: 'SM1', state: 'delivered' }]);
  });

  test('is over the public address behind a proxy, whatever the request says of itself', async () => {
    const house = await site();
    house.mount(sms.open(fakeDoors({ ...settings(), PUBLIC_URL: 'https://crm.example.com' }).doors));
    const genuine = twilio.sign('https://crm.example.com/twilio/status', { MessageSid: 'SM1', MessageStatus: 'sent' });
    const own = twilio.sign(`${house.url}/twilio/status`, { MessageSid: 'SM1', MessageStatus: 'sent' });
    const body = { MessageSid: 'SM1', MessageStatus: 'sent' };
    expect((await post('/twilio/status', body, genuine, house.url)).status).toBe(200);
    expect((await post('/twilio/status', body, own, house.url)).status).toBe(403);
  });

  test('cannot be checked without a public address: everything is refused, and no callback is asked for', async () => {
    const house = await site();
    const lonely = sms.open(fakeDoors(settings()).doors);
    house.mount(lonely);
    expect((await post('/twilio/sms', parameters, twilio.sign(`${house.url}/twilio/sms`, parameters), house.url)).status).toBe(403);
    await lonely.send({ address: phone, message: { text: 'раз' }, since: 0 });
    expect(twilio.requests.at(-1)?.fields).not.toHaveProperty('StatusCallback');
  });
});
