import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { clients } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import { calls, events, tasks } from '../../db/schema/work.ts';
import { callClient } from '../../flows/calls/call-client.ts';
import { findCalls } from '../../flows/calls/find-calls.ts';
import { meetCaller } from '../../flows/clients/meet-caller.ts';
import { placeOrder } from '../../flows/orders/place-order.ts';
import { getShop, type Shop, saveShop } from '../../flows/shop.ts';
import { staffWithRole } from '../../flows/staff/find-staff.ts';
import { minutes } from '../../notifications/time.ts';
import { openShop, type Phone, type WholeShop } from '../whole-shop.ts';

const ours = '+15005550006';
const site = 'https://anna.example/twilio/voice';
const olga = '+79161234567';
const [petersPhone, irinasPhone] = ['+79030000001', '+79030000002'];
const night = Date.parse('2027-03-01T03:00:00+03:00');

let shop: WholeShop;
let peter: Phone;

async function open(at?: number, language = 'en'): Promise<void> {
  shop = await openShop({ language, env: { TWILIO_VOICE_FROM: ours }, ...(at !== undefined && { at }) });
  shop.twilio.hooks({ calls: site, callStatus: `${site}/status` });
  peter = await colleague('Peter', petersPhone);
}

async function colleague(name: string, phone: string): Promise<Phone> {
  const found = await shop.colleague(name, 'manager');
  await found.says('/phone');
  await found.says(phone);
  return found;
}

/** An order of Olga's, by phone. */
const order = (): Promise<number> =>
  shop.store.tx(async (tx) => {
    const now = shop.clock.now();
    const client = await meetCaller(tx, { phone: olga, name: 'Olga', language: 'en', by: { kind: 'system' }, now });
    const [cake] = await tx.select().from(products).where(eq(products.active, true)).orderBy(asc(products.id)).limit(1);
    const chosen = Object.fromEntries((cake?.options ?? []).map(({ key, choices }) => [key, choices[0]?.key ?? '']));
    const placed = await placeOrder(tx, {
      ...{ origin: 'test', clientId: client.id, fulfilment: 'pickup', contactName: 'Olga', contactPhone: olga, language: 'en' },
      items: [{ productId: cake?.id ?? 0, amount: cake?.minAmount ?? 0, chosen, inscription: null }],
      dueAt: Date.parse('2027-03-10T12:00:00+03:00'),
      dueUntil: Date.parse('2027-03-10T14:00:00+03:00'),
      ...{ by: { kind: 'system' }, now, shop: await getShop(tx) },
    });
    return placed.order.id;
  });

const settle = () => shop.passes(0);
const all = () => shop.store.read.select().from(calls).orderBy(asc(calls.id));
const told = async () =>
  (await shop.store.read.select({ type: events.type }).from(events).orderBy(asc(events.id)))
    .map(({ type }) => type)
    .filter((type) => type.startsWith('call.'));
const openTasks = () => shop.store.read.select().from(tasks).orderBy(asc(tasks.id));
const change = (wish: Partial<Shop>) => shop.store.tx(async (tx) => saveShop(tx, { ...(await getShop(tx)), ...wish }));
const ring = async (from = olga, how: Parameters<ReturnType<typeof shop.twilio.person>['calls']>[1] = {}) => {
  const call = await shop.twilio.person(from).calls(undefined, how);
  await settle();
  return call;
};

afterEach(() => {
  expect(shop.twilio.violations).toEqual([]);
  expect(shop.twilio.alarms).toEqual([]);
});

describe('somebody calls', () => {
  beforeEach(() => open());

  test('and before anyone picks up the manager sees the name, the last order and what can be done', async () => {
    const orderId = await order();
    let text = '';
    await ring(olga, {
      talks: async () => {
        await settle();
        text = peter.sees(/Calling/).text;
      },
    });
    expect(text).toContain('Olga · +7 916 123 45 67');
    expect(text).toMatch(new RegExp(`Last order No. ${orderId}: .+ · `));
    expect(peter.buttonsOn(/Calling/)).toEqual(['👤 The client', 'Open the order', '➕ New order', '📞 Call back']);
    await peter.presses('👤 The client');
    expect(peter.sees(/1 order for/).text).toContain('Olga');
  });

  test('whose name an older version kept with control signs: the call is connected, and the name is said without them', async () => {
    await order();
    await shop.store.tx((tx) => tx.update(clients).set({ name: 'Ol\u000Bga\uFFFE \u0007Orlova' }));
    const call = await ring(olga);
    expect(call.dialled).toEqual([petersPhone]);
    expect(shop.twilio.legs()[0]?.said.join()).toContain('Olga Orlova');
  });

  test('and is connected with the manager, who hears first who it is; the talk is in the log', async () => {
    let during: string[] = [];
    const call = await ring(olga, {
      talks: async () => {
        during = (await all()).map(({ state }) => state);
        shop.clock.advance(95_000);
      },
    });
    expect(call.dialled).toEqual([petersPhone]);
    expect(shop.twilio.legs()[0]?.said).toEqual(['a new client is calling. Press any digit to answer.']);
    expect(during).toEqual(['answered']);
    expect(await told()).toEqual(['call.came', 'call.answered', 'call.ended']);
    const [logged] = await all();
    expect(logged).toMatchObject({ direction: 'in', phone: olga, state: 'ended', externalId: call.sid });
    expect((logged?.endedAt ?? 0) - (logged?.answeredAt ?? 0)).toBe(95_000);
    expect(await openTasks()).toEqual([]);
  });

  test('and a phone that nobody takes, or whose answering machine takes it, passes the call on to the next manager', async () => {
    await colleague('Irina', irinasPhone);
    shop.twilio.presses(petersPhone, '');
    const call = await ring();
    expect(call.dialled).toEqual([petersPhone, irinasPhone]);
    const [logged] = await all();
    const [, irina] = await staffWithRole(shop.store.read, 'manager');
    expect(logged).toMatchObject({ state: 'ended', staffId: irina?.id });
  });

  test.each(['busy', 'no-answer', 'failed'] as const)(
    'and nobody can answer (%s): it is missed, and becomes one task to call back',
    async (end) => {
      shop.twilio.callEnds(petersPhone, end);
      const call = await ring();
      expect(call.said.join(' ')).toContain(
        'Sorry, nobody can answer right now. We will call you back. Please leave a message after the tone.',
      );
      expect(call.asks).toBe('a recording');
      await call.hangsUp();
      await ring();
      expect(await told()).toEqual(['call.came', 'call.missed', 'call.came', 'call.missed']);
      const [client] = await shop.store.read.select().from(clients).where(eq(clients.phone, olga));
      const [task, ...more] = await openTasks();
      expect(more).toEqual([]);
      expect(task).toMatchObject({
        clientId: client?.id,
        title: { en: 'Call back: +7 916 123 45 67', ru: 'Перезвонить: +7 916 123 45 67' },
        doneAt: null,
      });
      expect(task?.dueAt).toBe(shop.clock.now() + minutes(15));
      expect(peter.buttonsOn(/Missed call/)).toContain('Done');

      shop.twilio.callEnds(petersPhone, 'completed');
      await ring();
      expect((await openTasks()).map(({ doneAt }) => doneAt !== null)).toEqual([true]);
    },
  );

  test('and hangs up while it rings: a lead all the same', async () => {
    await ring(olga, { givesUp: true });
    expect((await all()).map(({ state }) => state)).toEqual(['missed']);
    expect(await openTasks()).toHaveLength(1);
  });

  test('and the report of the end is lost: it is missed by itself after a while', async () => {
    shop.twilio.hooks({ calls: site, callStatus: '' });
    await ring(olga, { givesUp: true });
    expect((await all()).map(({ state }) => state)).toEqual(['ringing']);
    await shop.passes(minutes(5));
    expect((await all()).map(({ state }) => state)).toEqual(['missed']);
  });

  test('with a withheld number: nobody becomes a client, there is nothing to call back, and the manager is shown our number', async () => {
    shop.twilio.callEnds(petersPhone, 'no-answer');
    await ring('+266696687');
    expect((await all()).map(({ phone, clientId, state }) => [phone, clientId, state])).toEqual([['', null, 'missed']]);
    expect(await openTasks()).toEqual([]);
    expect(peter.sees(/Missed call/).text).toContain('number withheld');
    expect(await shop.store.read.select().from(clients)).toEqual([]);
  });

  test('who is a colleague: no client', async () => {
    await ring(petersPhone);
    expect(await shop.store.read.select().from(clients)).toEqual([]);
    expect(peter.sees(/Calling/).text).toContain('Peter');
  });

  test('and leaves a message, which managers can listen to; people get our copy of it', async () => {
    shop.twilio.callEnds(petersPhone, 'no-answer');
    const call = await ring();
    await call.leavesMessage(Buffer.from('ID3 please call me'), 7);
    await settle();
    expect(call.said.at(-1)).toBe('Thank you, we have your message. Goodbye!');
    expect(peter.sees(/answering machine/).text).toContain('7 seconds');
    const [file] = await shop.store.read.select().from(attachments);
    expect(file).toMatchObject({ kind: 'voice', channel: 'voice', failure: null });
    await peter.presses('🎙 Listen');
    const by = { kind: 'system' } as const;
    const [line] = await findCalls(shop.store.read, { by });
    expect(line?.recording).toMatchObject({ file: file?.file, inSeconds: 7 });
    expect(JSON.stringify([line, peter.person.chat()])).not.toContain('api.twilio');
    expect(JSON.stringify(peter.person.chat())).not.toContain(shop.twilio.url);
  });

  test('and may not leave a message where the owner does not want that', async () => {
    await change({ voicemail: false });
    shop.twilio.callEnds(petersPhone, 'no-answer');
    const call = await ring();
    expect([call.asks, call.said.at(-1)]).toEqual(['nothing', expect.stringMatching(/Goodbye!$/)]);
  });

  test('and is recorded only when the owner wants it, after being told so', async () => {
    await ring();
    expect((await all())[0]?.recordingId).toBeNull();
    await change({ recordCalls: true });
    const call = await ring();
    await settle();
    expect(call.said).toEqual(['This call is being recorded.']);
    const lines = await findCalls(shop.store.read, { by: { kind: 'system' } });
    expect(lines.map(({ recording }) => recording?.inSeconds)).toEqual([42, undefined]);
    expect(lines[0]?.recording?.file).toMatch(/^[0-9a-f]{64}\./);
    expect((await told()).filter((type) => type === 'call.recorded')).toHaveLength(1);
  });
});

describe('outside the opening hours', () => {
  test('no phone rings: the caller hears in the language of the shop when we are there, and managers hear of it then', async () => {
    await open(night, 'ru');
    const call = await ring();
    expect(call.dialled).toEqual([]);
    expect(call.said[0]).toMatch(/^Здравствуйте! Это .+\. Сейчас мы закрыты\. Снова работаем: сегодня в \d+:\d\d\. Мы вам перезвоним\./);
    expect(() => peter.sees(/Пропущенный/)).toThrow();
    const [task] = await openTasks();
    const opens = Date.parse('2027-03-01T00:00:00+03:00') + minutes(60 * 9);
    expect(task?.dueAt).toBeGreaterThanOrEqual(opens);
    await shop.passes((task?.dueAt ?? 0) - night - minutes(15));
    expect(peter.sees(/Пропущенный звонок: \+7 916 123/).text).toContain('03:00');
  });
});

describe('what Twilio brings', () => {
  beforeEach(() => open());
  const parameters = { CallSid: 'CA1', AccountSid: 'AC1', From: olga, To: ours, CallStatus: 'ringing', Direction: 'inbound' };
  const post = (path: string, body: Record<string, string>, signature?: string) =>
    fetch(`http://127.0.0.1:${shop.anna.port}/twilio/voice${path}`, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { 'x-twilio-signature': signature ?? shop.twilio.sign(site + path, body) },
    });

  test('twice is one call, and replayed after its end it does nothing', async () => {
    const first = await (await post('', parameters)).text();
    expect(await (await post('', parameters)).text()).toBe(first);
    await post('/status', { ...parameters, CallStatus: 'completed' });
    await post('/status', { ...parameters, CallStatus: 'completed' });
    expect(await (await post('', parameters)).text()).toContain('<Hangup/>');
    expect(await (await post('/accept?call=1&staff=2', parameters)).text()).toContain('<Hangup/>');
    await settle();
    expect(await told()).toEqual(['call.came', 'call.missed']);
    expect(peter.person.chat().filter(({ text }) => text.includes('Calling'))).toHaveLength(1);
    expect(await openTasks()).toHaveLength(1);
  });

  test('unsigned, or signed for another address, changes nothing', async () => {
    const genuine = shop.twilio.sign(site, parameters);
    expect((await post('', parameters, 'forged')).status).toBe(403);
    expect((await post('', { ...parameters, From: '+79990000000' }, genuine)).status).toBe(403);
    expect((await post('/accept?call=1&staff=1', parameters, genuine)).status).toBe(403);
    const accept = shop.twilio.sign(`${site}/accept?call=1&staff=1`, parameters);
    expect((await post('/accept?call=1&staff=2', parameters, accept)).status).toBe(403);
    expect(await all()).toEqual([]);
  });

  test('late and in reverse order never takes a call back', async () => {
    await post('', parameters);
    await post('/accept?call=1&staff=1', { ...parameters, CallSid: 'CA2' });
    await post('/status', { ...parameters, CallStatus: 'completed' });
    await post('/dialled?call=1&tried=1', { ...parameters, DialCallStatus: 'no-answer' });
    await post('/status', { ...parameters, CallStatus: 'no-answer' });
    expect(await told()).toEqual(['call.came', 'call.answered', 'call.ended']);
  });
});

describe('a colleague calls a client', () => {
  let orderId: number;
  beforeEach(async () => {
    await open();
    orderId = await order();
    await peter.says(`/order ${orderId}`);
    shop.twilio.presses(petersPhone, '1');
  });
  const over = (state: string) => expect.poll(async () => (await all()).map((call) => call.state)).toEqual([state]);
  const dialled = () => shop.twilio.requests.filter(({ operation }) => operation === 'CreateCall');

  test('from the card: first the own phone rings, then the client’s, and the talk is on the order’s timeline', async () => {
    expect(await peter.presses('📞 Call')).toContain('Ringing you on +7 903 000 00 01');
    await over('ended');
    const [call] = shop.twilio.calls();
    expect(call).toMatchObject({ to: petersPhone, from: ours, dialled: [olga] });
    expect(call?.said).toEqual(['A call to the client: Olga. Press any digit to connect.']);
    expect(dialled()).toHaveLength(1);
    const rows = await shop.store.read.select({ type: events.type }).from(events).where(eq(events.orderId, orderId));
    expect(rows.map(({ type }) => type).filter((type) => type.startsWith('call.'))).toEqual(['call.placed', 'call.answered', 'call.ended']);
    expect((await all())[0]).toMatchObject({ direction: 'out', externalId: call?.sid, orderId });
  });

  test('and the client does not take it, or the colleague does not: the colleague is told which', async () => {
    shop.twilio.callEnds(olga, 'busy');
    await peter.presses('📞 Call');
    await over('missed');
    await settle();
    expect(peter.sees(/did not pick up/).text).toContain('The client did not pick up.');
    expect(shop.twilio.calls()[0]?.said.at(-1)).toBe('The client did not answer. Goodbye!');
  });

  test.each([
    ['does not pick up', 'no-answer', '1', /You did not pick up/],
    ['has an answering machine', 'completed', '', /did not press a digit/],
  ] as const)('and %s: the client’s phone never rings', async (_, end, key, words) => {
    shop.twilio.callEnds(petersPhone, end);
    shop.twilio.presses(petersPhone, key);
    await peter.presses('📞 Call');
    await over('failed');
    await settle();
    peter.sees(words);
    expect(shop.twilio.calls()[0]?.dialled).toEqual([]);
  });

  test('twice in a hurry: one call', async () => {
    shop.twilio.delay(300);
    const [me] = await staffWithRole(shop.store.read, 'manager');
    const [client] = await shop.store.read.select().from(clients);
    const wish = { clientId: client?.id ?? 0, orderId, by: { kind: 'staff', id: me?.id ?? 0 } as const };
    const press = () => shop.store.tx(async (tx) => callClient(tx, { ...wish, shop: await getShop(tx), now: shop.clock.now() }));
    const [first, second] = [await press(), await press()];
    expect(second.id).toBe(first.id);
    await settle();
    await over('ended');
    expect(dialled()).toHaveLength(1);
  });

  test.each(['reset-after', 'reset-before'] as const)('and Twilio’s answer is lost (%s): the phone rings once', async (fault) => {
    const from = Date.now();
    shop.clock.set(from - (from % minutes(1440)) + minutes(1440 + 60 * 11));
    shop.twilio.fail({ with: fault });
    shop.twilio.callEnds(petersPhone, 'no-answer');
    await peter.presses('📞 Call');
    await shop.passes(3000);
    await over('failed');
    expect(shop.twilio.calls()).toHaveLength(1);
  });

  test('but not at night, not without a number, and not without the right', async () => {
    const [client] = await shop.store.read.select().from(clients);
    await shop.colleague('Dan', 'driver');
    const staff = await staffWithRole(shop.store.read, 'driver');
    const wish = { clientId: client?.id ?? 0 };
    const call = (by: { kind: 'staff'; id: number }, now = shop.clock.now()) =>
      shop.store.tx(async (tx) => callClient(tx, { ...wish, by, shop: await getShop(tx), now }));
    const [me] = await staffWithRole(shop.store.read, 'manager');
    await expect(call({ kind: 'staff', id: staff[0]?.id ?? 0 })).rejects.toThrow('access.not-your-role');
    await expect(call({ kind: 'staff', id: me?.id ?? 0 }, night)).rejects.toThrow('call.closed');
    await shop.store.tx((tx) =>
      tx
        .update(clients)
        .set({ phone: null })
        .then(() => undefined),
    );
    await expect(call({ kind: 'staff', id: me?.id ?? 0 })).rejects.toThrow('call.no-phone');
    expect(await all()).toEqual([]);
  });
});
