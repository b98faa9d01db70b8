import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { identities } from '../../db/schema/people.ts';
import { messages, webMessages } from '../../db/schema/talk.ts';
import { newWebWorld } from './web-world.ts';

interface Shown {
  rows: { id: string; mine: boolean; at: number; removed?: boolean; body: Record<string, unknown> }[];
  revision: number;
}

const shownTo = async (browser: { get(path: string): Promise<Response> }, base = '/chat') =>
  (await (await browser.get(`${base}/updates`)).json()) as Shown;

describe('who may see a chat', () => {
  test('a visitor gets a session by cookie; knowing the address alone opens nothing', async () => {
    const { browser, visitor } = await newWebWorld();
    const { address } = await visitor();
    const page = await browser().get('/chat');
    const [cookie = ''] = page.headers.getSetCookie();

    expect(cookie).toMatch(/^anna_chat=[0-9a-f]{32}\.[\w-]{43}; .*Path=\/chat;.*HttpOnly; SameSite=Lax$/);
    expect((await browser().get('/chat/updates')).status).toBe(401);
    expect((await browser().get('/chat/updates', { cookie: `anna_chat=${address}.${'A'.repeat(43)}` })).status).toBe(401);
    expect((await browser().get(`/chat/as/${address}`)).status).toBe(403);
    expect((await browser().post(`/chat/as/${address}/send`, { id: 'a-message', text: 'x' })).status).toBe(401);
  });

  test('the cookie is only sent over TLS when the shop is on https', async () => {
    const { browser } = await newWebWorld({ env: { PUBLIC_URL: 'https://crm.example.com' } });
    expect((await browser().get('/chat')).headers.getSetCookie()[0]).toContain('; Secure');
  });

  test('an invitation opens in a chat of its own, the same link leads back to it, and another browser gets another chat', async () => {
    const { browser, heard } = await newWebWorld();
    const one = browser();
    const first = (await one.get('/chat?start=inviteCode1')).headers.get('location') ?? '';
    const again = (await one.get('/chat?start=inviteCode1')).headers.get('location');
    const second = (await one.get('/chat?start=inviteCode2')).headers.get('location');
    const stranger = (await browser().get('/chat?start=inviteCode1')).headers.get('location');

    expect(first).toMatch(/^\/chat\/as\/[0-9a-f]{32}\?start=inviteCode1$/);
    expect(again).toBe(first);
    expect(new Set([first, second, stranger]).size).toBe(3);
    expect((await one.get(first)).status).toBe(200);

    const [base = ''] = first.split('?');
    await one.post(`${base}/start`, { id: 'page-one-id', payload: 'inviteCode1' });
    await one.post(`${base}/start`, { id: 'page-two-id', payload: 'inviteCode1' });
    expect(heard.map(({ heard }) => heard)).toEqual([{ kind: 'start', payload: 'inviteCode1' }]);
    expect(heard[0]?.externalId).not.toContain('inviteCode1');
  });

  test('a link that only says where a client comes from stays in the ordinary chat', async () => {
    const { browser } = await newWebWorld();
    const page = await browser().get('/chat?start=src-flyer');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('data-base="/chat"');
  });

  test("a form of another site is refused, and so is one of another site's script", async () => {
    const { visitor, heard } = await newWebWorld();
    const olga = await visitor();
    const send = (headers: Record<string, string>) => olga.post('/chat/send', { id: 'from-elsewhere', text: 'x' }, headers);

    expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await send({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await send({ origin: 'null' })).status).toBe(403);
    expect(heard).toHaveLength(1);
  });
});

describe('what a person sends', () => {
  test('is heard once and shown once, however often and however fast the page repeats it', async () => {
    const { visitor, heard } = await newWebWorld();
    const olga = await visitor();
    const answers = await Promise.all([1, 2, 3, 4].map(() => olga.post('/chat/send?lang=ru', { id: 'message-1', text: 'Хочу торт' })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(heard.slice(1)).toMatchObject([
      { channel: 'web', address: olga.address, messageId: 'message-1', language: 'ru', heard: { kind: 'text', text: 'Хочу торт' } },
    ]);
    expect((await shownTo(olga)).rows).toMatchObject([{ id: 'message-1', mine: true, body: { text: 'Хочу торт' } }]);
  });

  test('reaches us from two people who happen to choose the same id', async () => {
    const { visitor, heard } = await newWebWorld();
    for (const person of [await visitor(), await visitor()]) await person.post('/chat/send', { id: 'message-1', text: 'x' });
    expect(heard.filter(({ heard }) => heard.kind === 'text')).toHaveLength(2);
  });

  test('is answered 503 with a sentence when nothing could be written; the repeat goes through', async () => {
    const { visitor, heard, trouble } = await newWebWorld();
    const olga = await visitor();
    trouble.with = () => {
      throw new Error('disk full');
    };
    const refused = await olga.post('/chat/send?lang=ru', { id: 'message-1', text: 'x' });
    expect([refused.status, await refused.json()]).toEqual([503, { error: expect.stringContaining('Попробуем ещё раз') }]);
    expect((await shownTo(olga)).rows).toEqual([]);

    delete trouble.with;
    expect((await olga.post('/chat/send', { id: 'message-1', text: 'x' })).status).toBe(200);
    expect(heard).toHaveLength(2);
    expect((await shownTo(olga)).rows).toHaveLength(1);
  });

  test('gets its bubble at its own time even when the process died between taking and showing it', async () => {
    const { visitor, doors, clock } = await newWebWorld();
    const olga = await visitor();
    const at = clock.now();
    const { address } = olga;
    await doors.receive({ channel: 'web', address, externalId: `${address}:message-1`, at, heard: { kind: 'text', text: 'x' } });
    clock.advance(60_000);
    await olga.post('/chat/send', { id: 'message-1', text: 'x' });

    expect((await shownTo(olga)).rows).toMatchObject([{ id: 'message-1', at }]);
  });

  test('means what it means: place, number, press, a typed command, an answer to a message', async () => {
    const { visitor, heard } = await newWebWorld();
    const olga = await visitor();
    const question = await olga.say('Куда везти?');
    await olga.post('/chat/place', { id: 'the-place', latitude: 59.93, longitude: 30.33 });
    await olga.post('/chat/contact', { id: 'the-phone', phone: ' +7 921 555-44-17 ' });
    const press = await olga.post('/chat/press', { id: 'the-press', data: 'o:1', messageId: question });
    await olga.post('/chat/send', { id: 'the-start', text: '/start abc' });
    await olga.post('/chat/send', { id: 'the-reply', text: 'Сюда', replyTo: question });

    expect(await press.json()).toEqual({ ok: true, toast: 'Готово' });
    expect(heard.slice(1).map(({ heard }) => heard)).toEqual([
      { kind: 'place', latitude: 59.93, longitude: 30.33 },
      { kind: 'contact', phone: '+7 921 555-44-17', own: true },
      { kind: 'button', data: 'o:1', messageId: question },
      { kind: 'start', payload: 'abc' },
      { kind: 'text', text: 'Сюда', replyTo: question },
    ]);
    expect((await shownTo(olga)).rows.filter((row) => row.mine).map((row) => row.id)).toEqual([
      'the-reply',
      'the-start',
      'the-phone',
      'the-place',
    ]);
  });

  test('that the thread keeps in other words, for it is secret, stands so in the chat too', async () => {
    const { visitor, store } = await newWebWorld();
    const olga = await visitor();
    const [identity] = await store.read.select().from(identities).where(eq(identities.address, olga.address));
    const line = {
      direction: 'in',
      state: 'received',
      channel: 'web',
      identityId: identity?.id ?? 0,
      externalId: 'about-health',
      at: 0,
    } as const;
    await store.tx((tx) => tx.insert(messages).values({ ...line, text: '(об аллергии)' }));

    await olga.post('/chat/send', { id: 'about-health', text: 'На фундук' });

    const rows = await store.read.select({ body: webMessages.body }).from(webMessages);
    expect(JSON.stringify(rows)).toContain('(об аллергии)');
    expect(JSON.stringify(rows)).not.toContain('фундук');
  });

  test.each([
    ['jpg', { picture: `${'a'.repeat(64)}.jpg` }],
    ['ogg', { attached: `${'a'.repeat(64)}.ogg`, kind: 'voice' }],
    ['pdf', { attached: `${'a'.repeat(64)}.pdf`, kind: 'file' }],
  ])('may be answered by a colleague with a file of any kind: %s', async (type, shown) => {
    const { visitor } = await newWebWorld();
    const olga = await visitor();
    await olga.say('', { message: { text: 'Мария: 📎', picture: `${'a'.repeat(64)}.${type}` } });
    expect((await shownTo(olga)).rows.at(-1)?.body).toEqual({ text: 'Мария: 📎', ...shown });
  });

  test('may be 10,000 characters long and not one more; what both databases refuse is taken out', async () => {
    const { visitor, heard } = await newWebWorld();
    const olga = await visitor();
    expect((await olga.post('/chat/send', { id: 'long-enough', text: 'ж'.repeat(10_000) })).status).toBe(200);
    expect((await olga.post('/chat/send', { id: 'too-long-now', text: 'ж'.repeat(10_001) })).status).toBe(400);
    expect((await olga.post('/chat/send', { id: 'strange-signs', text: 'a\0b\uD800\u{E000}c' })).status).toBe(200);
    expect(heard.at(-1)?.heard).toMatchObject({ text: 'ab\uFFFDc' });
  });

  test.each([
    ['send', { id: 'message-1', text: '  \n ' }],
    ['send', { id: 'message-1' }],
    ['send', { id: 'no', text: 'x' }],
    ['send', { id: 'message-1', text: 'x', replyTo: '../1' }],
    ['send', []],
    ['send', null],
    ['press', { id: 'message-1', data: '', messageId: '1' }],
    ['press', { id: 'message-1', data: 'x'.repeat(257), messageId: '1' }],
    ['place', { id: 'message-1', latitude: 91, longitude: 0 }],
    ['place', { id: 'message-1', latitude: '1', longitude: 0 }],
    ['contact', { id: 'message-1', phone: '1234' }],
    ['contact', { id: 'message-1', phone: 'call me' }],
    ['start', { id: 'message-1', payload: 'a b' }],
    ['seen', { ids: ['x'] }],
  ])('is answered with a sentence when it makes no sense: %s %j', async (act, body) => {
    const { visitor, heard } = await newWebWorld();
    const olga = await visitor();
    const refused = await olga.post(`/chat/${act}?lang=en`, body);
    expect([refused.status, await refused.json()]).toEqual([400, { error: expect.stringMatching(/^[A-Z].*\.$/) }]);
    expect(heard).toHaveLength(1);
  });

  test('that is not even JSON, or far too large, is answered in the language of the page', async () => {
    const { visitor } = await newWebWorld();
    const olga = await visitor();
    const broken = await olga.post('/chat/send?lang=ru', new TextEncoder().encode('{"id":'), { 'content-type': 'application/json' });
    const huge = await olga.post('/chat/send?lang=ru', { id: 'message-1', text: 'x'.repeat(200_000) });
    for (const answer of [broken, huge]) {
      expect(answer.status).toBeLessThan(500);
      expect(await answer.json()).toEqual({ error: expect.stringMatching(/^[А-Я]/) });
    }
  });

  test('too much at once waits, and the page is told for how long', async () => {
    const { visitor, clock } = await newWebWorld();
    const olga = await visitor();
    const statuses: number[] = [];
    for (let n = 0; n < 40; n += 1) statuses.push((await olga.post('/chat/send', { id: `message-${n}`, text: 'x' })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(29); // and one Start
    const refused = await olga.post('/chat/send', { id: 'one-more-thing', text: 'x' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);

    clock.advance(1000);
    expect((await olga.post('/chat/send', { id: 'one-more-thing', text: 'x' })).status).toBe(200);
  });
});
