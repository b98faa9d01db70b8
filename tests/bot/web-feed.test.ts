import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import type { Batch } from '../../bot/site/chat/rows.ts';
import { show } from '../../bot/site/chat/show.ts';
import { identities, staff } from '../../db/schema/people.ts';
import type { Browser } from './browser.ts';
import { newWebWorld } from './web-world.ts';

test('an open page gets what was said before and then what is said, and nothing twice after a break of the line', async () => {
  const { visitor } = await newWebWorld();
  const olga = await visitor();
  await olga.say('Здравствуйте');
  const page = await listenTo(olga);
  expect(words(await page.next())).toEqual(['Здравствуйте']);
  await olga.say('Чем помочь?');
  const second = await page.next();
  expect(words(second)).toEqual(['Чем помочь?']);
  page.close();

  await olga.say('Вы здесь?');
  const back = await listenTo(olga, { 'last-event-id': String(second.revision) });
  expect(words(await back.next())).toEqual(['Вы здесь?']);
});

test('a rewritten message comes under its id without the old buttons, a removed one as its id alone', async () => {
  const { visitor, channel } = await newWebWorld();
  const olga = await visitor();
  const message = { text: 'Взять заказ?', buttons: [[{ label: 'Взять', data: 'take' }]] };
  const id = await olga.say('', { message });
  const page = await listenTo(olga);
  expect((await page.next()).rows).toMatchObject([{ id, body: message }]);

  expect(await olga.say('', { message: { text: 'Заказ взяла Ольга' }, replaces: id })).toBe(id);
  expect((await page.next()).rows).toMatchObject([{ id, body: { text: 'Заказ взяла Ольга' } }]);
  await channel.remove?.(olga.address, id);
  expect((await page.next()).rows).toEqual([{ id, removed: true }]);
  await channel.remove?.(olga.address, id);
  expect(await olga.say('', { message: { text: 'Новый' }, replaces: id })).not.toBe(id);
});

test('a visitor who has not said anything yet sees an empty chat, and then the answer to their first word', async () => {
  const { browser, channel } = await newWebWorld();
  const newcomer = browser();
  await newcomer.get('/chat');
  const page = await listenTo(newcomer);
  expect(await page.next()).toEqual({ rows: [], revision: 0, more: false });

  await newcomer.post('/chat/start', { id: 'first-start', payload: '' });
  const address = newcomer.cookie('anna_chat').split('.')[0] ?? '';
  await channel.send({ address, message: { text: 'Добро пожаловать' }, since: 0 });
  expect(words(await page.next())).toEqual(['Добро пожаловать']);
});

test('the open page of a colleague who is removed ends, and nothing of the chat is given out any more', async () => {
  const { visitor, store, clock } = await newWebWorld();
  const olga = await visitor();
  await olga.say('Новый заказ');
  const [colleague] = await store.tx((tx) =>
    tx
      .insert(staff)
      .values({ name: 'Ольга', roles: ['manager'], language: 'ru', createdAt: clock.now() })
      .returning({ id: staff.id }),
  );
  await store.tx((tx) =>
    tx
      .update(identities)
      .set({ staffId: colleague?.id ?? 0 })
      .where(eq(identities.address, olga.address)),
  );
  const page = await listenTo(olga);
  expect(words(await page.next())).toEqual(['Новый заказ']);

  await store.tx((tx) => tx.update(staff).set({ removedAt: clock.now() }));
  await olga.say('Адрес клиента');
  await expect(page.next()).rejects.toThrow();
  expect((await olga.get('/chat/updates')).status).toBe(403);
  expect((await olga.post('/chat/send', { id: 'from-outside', text: 'Я ещё тут' })).status).toBe(403);
});

test('what another process has written reaches the page too', async () => {
  const { visitor, store, clock } = await newWebWorld();
  const olga = await visitor();
  const page = await listenTo(olga);
  await page.next();
  await show(store, olga.address, { text: 'С другой машины' }, clock.now());
  expect(words(await page.next())).toEqual(['С другой машины']);
});

test('messages written side by side get revisions of their own, so that no page misses one', async () => {
  const { visitor } = await newWebWorld();
  const olga = await visitor();
  const page = await listenTo(olga);
  await page.next();
  await Promise.all(Array.from({ length: 30 }, (_, n) => olga.say(`№ ${n}`)));
  const got = new Set<string>();
  while (got.size < 30) for (const word of words(await page.next())) got.add(word);
  expect(got.size).toBe(30);
});

test('a long history comes in pages, newest first', async () => {
  const { visitor } = await newWebWorld();
  const olga = await visitor();
  for (let n = 0; n < 70; n += 1) await olga.say(`№ ${n}`);
  const latest = (await (await olga.get('/chat/updates')).json()) as Batch;
  expect([latest.rows.length, latest.more, words(latest)[0]]).toEqual([60, true, '№ 69']);
  const oldest = latest.rows.at(-1);
  const earlier = (await (await olga.get(`/chat/earlier?before=${oldest && 'order' in oldest ? oldest.order : 0}`)).json()) as Batch;
  expect([earlier.rows.length, earlier.more, words(earlier).at(-1)]).toEqual([10, false, '№ 0']);
});

test('nobody has an unknown address, and that is for good', async () => {
  const { channel } = await newWebWorld();
  const sent = channel.send({ address: 'f'.repeat(32), message: { text: 'x' }, since: 0 });
  await expect(sent).rejects.toMatchObject({ name: 'ChannelError', verdict: 'never' });
});

test('a message that somebody saw is reported as read; another person cannot report it', async () => {
  const { visitor, reports } = await newWebWorld();
  const [olga, peter] = [await visitor(), await visitor()];
  const id = await olga.say('Торт готов');
  await peter.post('/chat/seen', { ids: [id] });
  expect(reports).toEqual([]);
  await olga.post('/chat/seen', { ids: [id] });
  expect(reports).toEqual([{ externalId: id, state: 'read' }]);
});

test('stopping ends the open pages and takes nothing new', async () => {
  const { visitor, channel, heard } = await newWebWorld();
  const olga = await visitor();
  const page = await listenTo(olga);
  await page.next();
  await channel.stop();
  expect(await page.ended()).toBe(true);
  expect((await olga.post('/chat/send', { id: 'message-1', text: 'x' })).status).toBe(503);
  expect(heard).toHaveLength(1);
});

const words = (batch: Batch) => batch.rows.flatMap((row) => ('body' in row ? [String(row.body.text)] : []));

/** Reads server-sent events as a browser does. */
async function listenTo(browser: Browser, headers: Record<string, string> = {}) {
  const answer = await browser.get('/chat/events', headers);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = (answer.body ?? new ReadableStream<Uint8Array>())
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  onTestFinished(() => void reader.cancel().catch(() => {}));
  let text = '';
  const event = async (): Promise<string | undefined> => {
    while (!text.includes('\n\n')) {
      const { value, done } = await reader.read();
      if (done) return undefined;
      text += value;
    }
    const end = text.indexOf('\n\n');
    const found = text.slice(0, end);
    text = text.slice(end + 2);
    return found;
  };
  const next = async (): Promise<Batch> => {
    for (;;) {
      const found = await event();
      if (found === undefined) throw new Error('the line ended');
      const data = /^event: rows\ndata: (.*)$/m.exec(found)?.[1];
      if (data) return JSON.parse(data) as Batch;
    }
  };
  const ended = async () => {
    while ((await event()) !== undefined);
    return true;
  };
  return { next, ended, close: () => void reader.cancel() };
}
