import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import type { FakeTwilio } from './twilio.ts';
import { startTwilio } from './twilio.ts';
import { twilioCheck } from './twilio-check.ts';
import { clientOf, type HeardByUs, startSite } from './twilio-site.ts';

const us = '+15005550006';
const them = '+79161234567';
const desk = 'whatsapp:+14155238886';
const status = 'https://anna.example/status';
const clock = fixedClock(Date.UTC(2026, 5, 1, 9));
let server: FakeTwilio;
let client: ReturnType<typeof clientOf>;
let heard: HeardByUs[];
let close: () => Promise<void>;
let answer: Parameters<typeof startSite>[1];

beforeEach(async () => {
  answer = undefined;
  server = await startTwilio({ now: clock.now });
  client = clientOf(server);
  ({ heard, close } = await startSite(server, (params, path) => answer?.(params, path) ?? {}));
});
afterEach(() => Promise.all([server.close(), close()]));

const hello = (fields: object = {}) => client.messages.create({ to: them, from: us, body: 'Hello', ...fields });
const statuses = () => heard.filter((each) => each.path === '/status').map((each) => each.MessageStatus);
const anna = () => server.person(them, 'Anna');

describe('what becomes of a message', () => {
  test('it is queued, sent and delivered, and our webhook hears of the last two', async () => {
    const { sid, status: first } = await hello({ statusCallback: status });
    expect(first).toBe('queued');
    await server.waitsFor((each) => each.sid === sid && each.status === 'delivered');
    await expect.poll(statuses).toEqual(['sent', 'delivered']);
    expect(heard[0]).toMatchObject({ MessageSid: sid, AccountSid: server.accountSid, From: us, To: them });
    expect((await client.messages(sid).fetch()).status).toBe('delivered');
  });

  test('callbacks come reversed and twice, the record moves forward only', async () => {
    server.fate({ order: ['delivered', 'sent'], repeats: 2 });
    const { sid } = await hello({ statusCallback: status });
    await expect.poll(statuses).toEqual(['delivered', 'delivered', 'sent', 'sent']);
    expect((await client.messages(sid).fetch()).status).toBe('delivered');
  });

  test('a failure has its code, in the callback and in the record, and the person sees nothing', async () => {
    server.fate({ order: ['sent', 'undelivered'], errorCode: 30003 }, them);
    await hello({ statusCallback: status });
    await expect.poll(() => heard.at(-1)).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
    expect(server.sent(them)[0]).toMatchObject({ status: 'undelivered', errorCode: 30003 });
    expect(anna().chat()).toEqual([]);
  });

  test('a callback may come before the answer of the request', async () => {
    server.fate({ early: true });
    await hello({ statusCallback: status });
    expect(statuses()).toEqual(['sent', 'delivered']);
  });

  test('an opened chat on WhatsApp is read', async () => {
    await anna().onWhatsApp().texts('Hi').answered;
    await hello({ to: `whatsapp:${them}`, from: desk, statusCallback: status });
    await server.waitsFor((each) => each.status === 'delivered');
    await anna().onWhatsApp().opensChat();
    await expect.poll(statuses).toEqual(['sent', 'delivered', 'read']);
  });

  test('a service takes it as accepted, and a scheduled message can be cancelled', async () => {
    const sid = `MG${'e5'.repeat(16)}`;
    const other = await startTwilio({ now: clock.now, services: { [sid]: [us] } });
    const { messages } = clientOf(other);
    const accepted = await messages.create({ to: them, messagingServiceSid: sid, body: 'Hello' });
    expect(accepted).toMatchObject({ status: 'accepted', from: null, numSegments: '0' });
    expect(await other.waitsFor((each) => each.status === 'delivered')).toMatchObject({ from: us });
    const sendAt = new Date(clock.now() + 3600_000);
    const later = await messages.create({ to: them, messagingServiceSid: sid, body: 'Later', scheduleType: 'fixed', sendAt });
    expect(later.status).toBe('scheduled');
    expect((await messages(later.sid).update({ status: 'canceled' })).status).toBe('canceled');
    expect(other.violations).toEqual([]);
    await other.close();
  });

  test('the list tells what was sent since, to whom, over several pages', async () => {
    await hello({ body: 'Old' });
    await anna().waitsFor('Old');
    clock.advance(60_000);
    const since = new Date(clock.now());
    for (const body of ['One', 'Two', 'Three']) await hello({ body });
    await hello({ to: '+79160000000', body: 'Elsewhere' });
    const found = await client.messages.list({ to: them, dateSentAfter: since, pageSize: 2 });
    expect(found.map((each) => each.body)).toEqual(['Three', 'Two', 'One']);
  });
});

describe('a message from a person', () => {
  test('comes signed, with everything that is known', async () => {
    const { sid, answered } = anna().texts('Привет & «всем»');
    expect((await answered)?.status).toBe(200);
    expect(heard).toMatchObject([{ MessageSid: sid, From: them, To: us, Body: 'Привет & «всем»', NumMedia: '0' }]);
  });

  test('is answered by TwiML, which the person hears', async () => {
    answer = () => ({ body: '<?xml version="1.0"?><Response><Message>Fish &amp; chips</Message></Response>' });
    await anna().texts('Menu?').answered;
    expect(anna().last()).toMatchObject({ text: 'Fish & chips' });
    expect(server.violations).toEqual([]);
  });

  test.each([
    ['text/plain', 'OK', 12300],
    ['application/json', '{}', 12300],
    ['text/xml', '<Response><Message>', 12100],
    ['text/xml', '<Response>Fish & chips</Response>', 12100],
    ['text/xml', '<Response><Say>Hello</Say></Response>', 12200],
  ])('answered as %s with %s is an alarm', async (type, body, code) => {
    answer = () => ({ type, body });
    await anna().texts('Hello').answered;
    expect(server.alarms).toMatchObject([{ code }]);
    expect(server.violations).toHaveLength(1);
    expect(
      anna()
        .chat()
        .map((each) => each.text),
    ).toEqual(code === 12300 && body === 'OK' ? ['Hello', 'OK'] : ['Hello']);
  });

  test('is lost after a 500, or goes to the fallback', async () => {
    answer = (_, path) => ({ status: path === '/in' ? 500 : 200 });
    await anna().texts('Lost').answered;
    expect(heard).toHaveLength(1);
    server.hooks({ messagesFallback: 'https://anna.example/fallback' });
    await anna().texts('Saved').answered;
    expect(heard.at(-1)).toMatchObject({ path: '/fallback', Body: 'Saved', ErrorCode: '11200', ErrorUrl: 'https://anna.example/in' });
    expect(server.alarms.map((each) => each.code)).toEqual([11200, 11200]);
  });

  test('is repeated when the URL asks for it, under one token', async () => {
    server.hooks({ messages: 'https://anna.example/in#rc=3&rp=5xx' });
    answer = () => ({ status: heard.length < 3 ? 503 : 200 });
    await anna().texts('Patience').answered;
    expect(heard.map((each) => each.MessageSid)).toHaveLength(3);
    expect(new Set(heard.map((each) => each.token)).size).toBe(1);
  });

  test('comes several times at once when the network repeats itself', async () => {
    server.repeatInbound(3);
    const { sid, answered } = anna().texts('Echo');
    await answered;
    expect(heard.map((each) => each.MessageSid)).toEqual([sid, sid, sid]);
  });

  test('is signed as the real library signs, for one address only', () => {
    const body = { Body: 'Forged' };
    const signature = twilio.getExpectedTwilioSignature(server.authToken, 'https://anna.example/in', body);
    expect(server.sign('https://anna.example/in', body)).toBe(signature);
    expect(server.sign('https://anna.example/other', body)).not.toBe(signature);
  });

  test('during an outage never arrives, but stays in the list', async () => {
    server.outage(clock.now(), clock.now() + 1000);
    expect(await anna().texts('Anybody?').answered).toBeUndefined();
    await expect(hello()).rejects.toThrow();
    clock.advance(1000);
    expect(heard).toEqual([]);
    expect(await client.messages.list({ from: them })).toMatchObject([{ body: 'Anybody?', direction: 'inbound' }]);
  });

  test('makes everything before it old news', async () => {
    await hello();
    await anna().waitsFor('Hello');
    await anna().texts('More').answered;
    await expect(anna().waitsFor('Hello', { timeoutMs: 20 })).rejects.toThrow(/Anna waited 20 ms for Hello/);
    expect(await anna().waitsFor('Hello', { any: true })).toMatchObject({ status: 'delivered' });
  });

  test('STOP closes the pair until START; the first refusal teaches, the second attempt is a mistake', async () => {
    await anna().texts('Stop').answered;
    expect(heard.at(-1)).toMatchObject({ Body: 'Stop' });
    expect(anna().last().text).toContain('unsubscribed');
    await expect(hello()).rejects.toMatchObject({ code: 21610 });
    expect(server.violations).toEqual([]);
    await expect(hello()).rejects.toMatchObject({ code: 21610 });
    expect(server.violations).toHaveLength(1);
    await anna().texts('START').answered;
    await hello();
    await anna().waitsFor('Hello');
  });
});

test('media want our credentials and lie on another host, which must not see them', async () => {
  await anna().onWhatsApp().sendsMedia(Buffer.from('a picture'), 'image/png', 'Look').answered;
  const [{ MediaUrl0: url = '', MediaContentType0: type } = {}] = heard;
  expect(type).toBe('image/png');
  expect((await fetch(url)).status).toBe(401);
  const headers = { authorization: `Basic ${btoa(`${server.accountSid}:${server.authToken}`)}` };
  expect(await (await fetch(url, { headers })).text()).toBe('a picture');
  expect(server.violations).toEqual([]);
  const careless = await fetch(url, { headers, redirect: 'manual' });
  await fetch(careless.headers.get('location') ?? '', { headers });
  expect(server.violations).toMatchObject([{ breach: 'the Authorization header followed a redirect to another host' }]);
});

describe('a call', () => {
  const menu =
    '<Response><Gather input="dtmf speech" numDigits="1" action="/choice"><Say>Press 1 or speak</Say></Gather><Say>I hear nothing</Say><Hangup/></Response>';

  test('is led by our TwiML: it speaks, asks, connects, records and ends', async () => {
    answer = ({ Digits, SpeechResult }, path) => {
      if (path === '/call') return { body: menu };
      if (path === '/choice' && Digits === '1') return { body: '<Response><Dial action="/dialled">+79160000000</Dial></Response>' };
      if (path === '/choice' && SpeechResult) return { body: '<Response><Say>You said it</Say><Redirect>/call</Redirect></Response>' };
      if (path === '/dialled') return { body: '<Response><Say>Nobody is there</Say><Record action="/recorded"/></Response>' };
      return { body: '<Response/>' };
    };
    const call = await anna().calls();
    expect(heard[0]).toMatchObject({ CallSid: call.sid, CallStatus: 'ringing', Direction: 'inbound', From: them });
    expect([call.said, call.asks]).toEqual([['Press 1 or speak'], 'digits or speech']);
    await call.says('cakes');
    call.dialEnds = 'no-answer';
    await call.presses('1');
    expect(call.dialled).toEqual(['+79160000000']);
    expect(call.asks).toBe('a recording');
    await expect(call.presses('1')).rejects.toThrow('waits for a recording');
    clock.advance(30_000);
    await call.leavesMessage(Buffer.from('voice'));
    expect(call.said).toEqual(['Press 1 or speak', 'You said it', 'Press 1 or speak', 'Nobody is there']);
    expect(heard.at(-1)).toMatchObject({ path: '/ended', CallStatus: 'completed', CallDuration: '30' });
    expect(server.violations).toEqual([]);
  });

  test('goes on when nobody answers the question', async () => {
    answer = () => ({ body: menu });
    const call = await anna().calls();
    await call.staysSilent();
    expect(call).toMatchObject({ said: ['Press 1 or speak', 'I hear nothing'], status: 'completed' });
  });

  test('out is made, taken or not, and needs something to say', async () => {
    const twiml = '<Response><Say>Your cake is ready</Say></Response>';
    await client.calls.create({ to: them, from: us, twiml, statusCallback: 'https://anna.example/ended' });
    await expect.poll(() => server.calls()[0]).toMatchObject({ said: ['Your cake is ready'], status: 'completed' });
    server.callEnds(them, 'no-answer');
    await client.calls.create({ to: them, from: us, twiml, statusCallback: 'https://anna.example/ended' });
    await expect.poll(() => heard.at(-1)).toMatchObject({ CallStatus: 'no-answer' });
    expect(server.violations).toEqual([]);
    await expect(client.calls.create({ to: them, from: us })).rejects.toMatchObject({ code: 21205 });
    await expect(client.calls.create({ to: them, from: '+15005550001', twiml })).rejects.toMatchObject({ code: 21210 });
    expect(server.violations).toHaveLength(2);
  });
});

describe('troubles', () => {
  test.each(['refuse', 'reset-before', 'reset-after'] as const)('%s', async (kind) => {
    server.fail({ with: kind });
    await expect(hello()).rejects.toThrow();
    expect(server.messages()).toHaveLength(kind === 'reset-after' ? 1 : 0);
    await hello();
  });

  test('429, 500, 401 and a web page in place of an answer', async () => {
    server.fail({ with: '429', to: '+79160000000' });
    await hello();
    for (const [kind, code] of [
      ['429', 20429],
      ['500', 20500],
      ['401', 20003],
    ] as const) {
      server.fail({ with: kind });
      await expect(hello()).rejects.toMatchObject({ status: Number(kind), code });
      clock.advance(1000);
    }
    server.fail({ with: '502html', method: 'CreateMessage' });
    await client.messages.list();
    await expect(hello()).rejects.toThrow();
    expect(server.violations).toEqual([]);
  });
});

test('whatever the server says is itself as the description wants it', async () => {
  await anna().onWhatsApp().sendsMedia(Buffer.from('x')).answered;
  const { sid } = await hello();
  const content = await client.content.v1.contents.create({
    friendly_name: 'a',
    language: 'ru',
    types: { 'twilio/text': { body: 'Hi, {{1}}!' } },
  } as never); // the library's own type is wrong
  await client.calls.create({ to: them, from: us, twiml: '<Response/>' });
  const account = '/2010-04-01/Accounts/{AccountSid}';
  const inbound = heard[0]?.MessageSid ?? '';
  const places: [string, string][] = [
    [`${account}/Messages.json`, ''],
    [`${account}/Messages/{Sid}.json`, sid],
    [`${account}/Messages/{MessageSid}/Media.json`, inbound],
    [`${account}/Calls/{Sid}.json`, server.calls()[0]?.sid ?? ''],
    ['/2010-04-01/Accounts/{Sid}.json', server.accountSid],
    ['/v1/Content', ''],
    ['/v1/Content/{Sid}', content.sid],
    ['/v1/Content/{Sid}/ApprovalRequests', content.sid],
  ];
  const found: string[] = [];
  for (const [place, id] of places) {
    const url = server.url + place.replace('{AccountSid}', server.accountSid).replace(/\{\w+\}/, id);
    const body: unknown = await (
      await fetch(url, { headers: { authorization: `Basic ${btoa(`${server.accountSid}:${server.authToken}`)}` } })
    ).json();
    twilioCheck(`GET ${place}`)?.answer(body, place, found);
  }
  expect(found).toEqual([]);
  expect(server.violations).toEqual([]);
});
