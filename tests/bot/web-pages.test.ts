import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { demoSeats } from '../../bot/site/demo-seats.ts';
import { clients, identities, staff } from '../../db/schema/people.ts';
import { settings } from '../../db/schema/work.ts';
import { openShop } from '../../flows/open-shop.ts';
import bakery from '../../flows/presets/bakery.ts';
import { newWebWorld } from './web-world.ts';

test('the page speaks the language that is asked for, else the one of the person, of the browser, of the shop', async () => {
  const { visitor, browser, store } = await newWebWorld();
  const languageOf = async (page: Response) => /<html lang="(\w+)"/.exec(await page.text())?.[1];
  expect(await languageOf(await browser().get('/chat'))).toBe('ru');
  expect(await languageOf(await browser().get('/chat', { 'accept-language': 'de, en;q=0.8' }))).toBe('en');
  expect(await languageOf(await browser().get('/chat?lang=ru', { 'accept-language': 'en' }))).toBe('ru');

  const olga = await visitor();
  await store.tx(async (tx) => {
    const [client] = await tx.insert(clients).values({ language: 'ru', createdAt: 1 }).returning({ id: clients.id });
    await tx
      .update(identities)
      .set({ clientId: client?.id ?? 0 })
      .where(eq(identities.address, olga.address));
  });
  expect(await languageOf(await olga.get('/chat', { 'accept-language': 'en' }))).toBe('ru');
});

test("the shop's name cannot become markup, and nothing on the page runs but our files", async () => {
  const { browser } = await newWebWorld({ shop: '"><script>alert(1)</script>' });
  const page = await browser().get('/chat');
  const html = await page.text();
  expect(html).not.toContain('<script>alert');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style| style=| on\w+=/);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
});

test('the files of the page are kept by browsers for as long as they are the same', async () => {
  const { browser } = await newWebWorld();
  const html = await (await browser().get('/chat')).text();
  const [path = ''] = /\/site\/[0-9a-f]+\/chat\.js/.exec(html) ?? [];
  const script = await browser().get(path);
  expect(script.headers.get('content-type')).toContain('text/javascript');
  expect(script.headers.get('cache-control')).toContain('immutable');
  const etag = script.headers.get('etag') ?? '';
  const old = await browser().get('/site/0123456789ab/chat.js', { 'if-none-match': etag, 'cache-control': 'max-age=0' });
  expect([old.status, old.headers.get('cache-control')]).toEqual([304, 'no-cache']);
  expect((await browser().get(path.replace('chat.js', 'chat.html'))).status).toBe(404);
  expect((await browser().get(path.replace('chat.js', '..%2Fassets.ts'))).status).toBe(404);
});

test('there are no phones outside the demo', async () => {
  const { browser } = await newWebWorld();
  expect((await browser().get('/phones')).status).toBe(404);
});

test('in the demo one page opens the chats of all six people, and of as many new clients as wanted', async () => {
  const { browser, heard, store } = await newWebWorld({ demo: true });
  await store.tx((tx) => tx.insert(staff).values({ name: 'Ольга', roles: ['manager'], language: 'ru', createdAt: 1 }));
  const viewer = browser();
  const page = await (await viewer.get('/phones')).text();
  for (const { address } of demoSeats) {
    expect(page).toContain(address);
    expect((await viewer.post(`/chat/as/${address}/send`, { id: `from-${address}`, text: 'x' })).status).toBe(200);
  }
  const { address } = (await (await viewer.post('/phones/client', {})).json()) as { address: string };
  expect((await viewer.post(`/chat/as/${address}/start`, { id: 'first-start', payload: '' })).status).toBe(200);
  expect(heard.map((each) => each.address)).toEqual([...demoSeats.map((seat) => seat.address), address]);
  expect(await (await browser().get(`/phones?clients=${address},<b>`)).text()).not.toContain('<b>');
});

test('switching the language of the demo changes how everybody on the phones is spoken to, and nobody else', async () => {
  const { browser, store, heard } = await newWebWorld({ demo: true });
  const shop = { preset: bakery, name: 'Мята', language: 'ru', timezone: 'Europe/Moscow', currency: 'RUB' } as const;
  await store.tx(async (tx) => {
    await tx.delete(settings);
    await openShop(tx, new Map(), shop);
  });
  const idOf = (rows: { id: number }[]) => rows[0]?.id ?? 0;
  const [onPhone, elsewhere] = await store.tx(async (tx) => {
    const values = { roles: ['manager' as const], language: 'ru' as const, createdAt: 1 };
    const one = idOf(
      await tx
        .insert(staff)
        .values({ ...values, name: 'Ольга' })
        .returning({ id: staff.id }),
    );
    const two = idOf(
      await tx
        .insert(staff)
        .values({ ...values, name: 'Вера' })
        .returning({ id: staff.id }),
    );
    await tx.insert(identities).values({ channel: 'web', address: 'demo-manager', staffId: one, createdAt: 1 });
    await tx.insert(identities).values({ channel: 'telegram', address: 'demo-manager', staffId: two, createdAt: 1 });
    return [one, two];
  });
  const viewer = browser();
  await viewer.get('/phones');
  await viewer.post('/chat/as/demo-client/send', { id: 'first-word', text: 'Здравствуйте' });
  expect((await viewer.post('/phones/language', { language: 'en' })).status).toBe(200);
  expect(heard.slice(1)).toMatchObject([{ address: 'demo-client', heard: { kind: 'start', payload: '' }, language: 'en' }]);
  expect(await (await browser().get('/phones')).text()).toContain('<html lang="en"');
  expect((await browser().post('/phones/language', { language: 'xx' })).status).toBe(400);
  const people = await store.read.select({ id: staff.id, language: staff.language }).from(staff).orderBy(staff.id);
  expect(people).toEqual([
    { id: onPhone, language: 'en' },
    { id: elsewhere, language: 'ru' },
  ]);
});
