import { expect, onTestFinished, test } from 'vitest';
import { revokeKey } from '../../../flows/api-keys/revoke-key.ts';
import { actionsOf } from '../../../flows/api-keys/scopes.ts';
import { startReceiver } from '../../servers/receiver.ts';
import { ask, openApiWorld, someOrder } from './api-world.ts';
import { fits, routes } from './fits.ts';

test('every route asks for a right that its scope opens, and has its sentence in both languages', () => {
  expect(routes.size).toBeGreaterThan(20);
  for (const { name, scope, may, summary } of routes.values()) {
    expect([name, scope === null ? may === null : may !== null && actionsOf([scope]).has(may)]).toEqual([name, true]);
    expect(summary.ru).toMatch(/[а-я]/);
    expect(summary.en).not.toMatch(/[а-я]/);
  }
});

test('an order goes its way by requests: noted, assigned, moved, paid, postponed, cancelled; every answer is as described', async () => {
  const shop = await openApiWorld();
  const cook = await shop.colleague('Nina', 'cook');
  await cook.says('/today');
  const program = await shop.program();
  const wish = await someOrder(program);
  const { id } = fits('place-order', await program.post('/orders', { ...wish, allergies: 'none' }));
  const at = `/orders/${id}`;
  fits('note-order', await program.post(`${at}/notes`, { text: 'from the site' }));
  const staff = fits('list-staff', await program.get('/staff'));
  const nina = staff.data.find(({ name }: { name: string }) => name === 'Nina');
  expect(fits('assign-order', await program.post(`${at}/assign`, { part: 'maker', staffId: nina.id }))).toMatchObject({ makerId: nina.id });
  const { stages } = fits('list-pipelines', await program.get('/pipelines')).data[0];
  expect(await program.post(`${at}/move`, { stageId: stages.at(-2).id })).toMatchObject({ status: 409 });
  const moved = fits('move-order', await program.post(`${at}/move`, { stageId: stages[1].id }));
  expect(moved.stage.id).toBe(stages[1].id);
  expect(fits('record-payment', await program.post(`${at}/payments`, { amount: 100, method: 'online' }))).toMatchObject({ paid: 100 });
  const free = fits('list-free-days', await program.get('/free-days'));
  const later = free.days.at(-1).slots[0];
  expect(fits('reschedule-order', await program.post(`${at}/reschedule`, { dueAt: later.from }))).toMatchObject({
    dueAt: later.from,
    dueUntil: later.until,
  });
  expect(fits('cancel-order', await program.post(`${at}/cancel`, { reason: 'client' }))).toMatchObject({
    outcome: 'lost',
    lossReason: 'client',
  });
  expect(fits('get-order', await program.get(at)).version).toBeGreaterThan(moved.version);
  expect(fits('list-orders', await program.get('/orders?outcome=lost')).data).toHaveLength(1);
  expect(fits('list-orders', await program.get('/orders?outcome=open')).data).toEqual([]);
});

test('clients are found by phone in any spelling, added once, and changed only as they were read', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const client = fits('add-client', await program.post('/clients', { phone: '8 (912) 345-67-89', name: 'Olga', source: 'site' }));
  expect(client).toMatchObject({ phone: '+79123456789', source: 'site' });
  expect(fits('add-client', await program.post('/clients', { phone: '+79123456789', name: 'Someone' })).id).toBe(client.id);
  expect(fits('list-clients', await program.get(`/clients?phone=${encodeURIComponent('8-912-3456789')}`)).data).toHaveLength(1);
  const read = await program.get(`/clients/${client.id}`);
  const match = { 'if-match': read.headers.get('etag') ?? '' };
  expect(fits('edit-client', await program.patch(`/clients/${client.id}`, { name: 'Olga P.' }, match)).name).toBe('Olga P.');
  expect(await program.patch(`/clients/${client.id}`, { name: 'Olga S.' }, match)).toMatchObject({
    status: 412,
    body: { code: 'changed-meanwhile' },
  });
  expect(fits('get-client', await program.get(`/clients/${client.id}`)).name).toBe('Olga P.');
});

test('an order that somebody changed since it was read is not changed again', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const { body: order, headers } = await program.post('/orders', await someOrder(program));
  const match = { 'if-match': headers.get('etag') ?? '' };
  expect((await program.post(`/orders/${order.id}/payments`, { amount: 100, method: 'card' }, match)).status).toBe(201);
  expect((await program.post(`/orders/${order.id}/cancel`, { reason: 'client' }, match)).status).toBe(412);
  expect((await program.get(`/orders/${order.id}`)).body.outcome).toBe('open');
});

test('tasks are made and finished, and a client is written to where a messenger reaches them', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const task = fits('add-task', await program.post('/tasks', { title: 'Call back', dueAt: '2027-03-01T15:00:00+03:00' }));
  expect(fits('list-tasks', await program.get('/tasks?state=open')).data).toMatchObject([{ id: task.id, title: { en: 'Call back' } }]);
  expect(fits('finish-task', await program.post(`/tasks/${task.id}/finish`)).doneAt).not.toBeNull();

  const olga = shop.client('Olga');
  await olga.says('hello');
  const [{ id }] = fits('list-clients', await program.get('/clients')).data;
  fits('send-message', await program.post(`/clients/${id}/messages`, { text: 'Your cake is being decorated' }));
  olga.sees('Your cake is being decorated');
  const said = fits('list-messages', await program.get(`/clients/${id}/messages`)).data;
  expect(said[0]).toMatchObject({ direction: 'out', state: 'sent', text: 'Your cake is being decorated' });
  const { body: stranger } = await program.post('/clients', { phone: '+79990001122' });
  expect(await program.post(`/clients/${stranger.id}/messages`, { text: 'hello' })).toMatchObject({
    status: 409,
    body: { code: 'client.unreachable' },
  });
});

test('a program registers its own webhook, sees what was sent, switches it off and takes it away', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const shop = await openApiWorld();
  const program = await shop.program();
  const secret = 'a secret that the program brought';
  const webhook = fits('add-webhook', await program.post('/webhooks', { url: receiver.url, events: ['order.placed'], secret }));
  expect(fits('list-webhooks', await program.get('/webhooks')).data).toEqual([webhook]);
  await program.post('/orders', await someOrder(program));
  expect(receiver.got.map(({ type }) => type)).toEqual(['order.placed']);
  const at = `/webhooks/${webhook.id}`;
  const { data } = fits('list-deliveries', await program.get(`${at}/deliveries`));
  expect(data).toMatchObject([{ type: 'order.placed', state: 'delivered', status: 200 }]);
  expect(fits('send-again', await program.post(`${at}/send-again`, { deliveryId: data[0].id }))).toEqual({ sent: 1 });
  expect(receiver.got).toHaveLength(2);
  expect(fits('edit-webhook', await program.patch(at, { enabled: false })).enabled).toBe(false);
  fits('remove-webhook', await program.delete(at));
  expect((await program.get(`${at}/deliveries`)).status).toBe(404);
  expect(await (await shop.program('orders.write')).get('/webhooks')).toMatchObject({ status: 403 });
});

test('without a key, with a wrong one, without the scope and after revoking the door is shut', async () => {
  const shop = await openApiWorld();
  const program = await shop.program('orders.read');
  const bare = await ask(shop, 'GET', '/orders', undefined, {});
  expect(bare).toMatchObject({ status: 401, body: { code: 'key-missing' } });
  expect(bare.headers.get('www-authenticate')).toBe('Bearer');
  const wrong = { authorization: `Bearer anna_${'x'.repeat(43)}` };
  expect(await ask(shop, 'GET', '/orders', undefined, wrong)).toMatchObject({ status: 401, body: { code: 'key-unknown' } });
  expect(await program.post('/orders', {})).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
  expect((await program.get('/orders')).status).toBe(200);
  await shop.store.tx((tx) => revokeKey(tx, { keyId: program.keyId, by: { kind: 'system' }, now: shop.clock.now() }));
  const revoked = await program.get('/orders');
  expect(revoked).toMatchObject({ status: 401, body: { code: 'key-unknown' } });
  expect(revoked.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
});

test('what is missing, what is no number and what does not exist look alike', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  for (const path of ['/orders/999999', '/orders/abc', '/orders/-1', '/orders/9999999999999999999', '/nowhere', '/clients/12345']) {
    const { status, body, headers } = await program.get(path);
    expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'application/problem+json; charset=utf-8']);
    expect(body.code).toMatch(/not-found$/);
  }
});

test('what cannot be read is the sender’s mistake, told as a problem', async () => {
  const shop = await openApiWorld();
  const { key } = await shop.program();
  const send = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await ask(shop, 'POST', '/orders', body, { authorization: `Bearer ${key}`, ...headers });
    return [answer.status, answer.body.code];
  };
  expect(await send('{"client":')).toEqual([400, 'unreadable']);
  expect(await send('[]')).toEqual([422, 'invalid']);
  expect(await send(`{"wishes":"${'x'.repeat(300_000)}"}`)).toEqual([413, 'too-large']);
  expect(await send('client=1', { 'content-type': 'application/x-www-form-urlencoded' })).toEqual([415, 'not-json']);
  expect(await send('{}', { 'content-encoding': 'gzip' })).toEqual([415, 'not-json']);
  expect(await send('{}', { 'idempotency-key': 'two words' })).toEqual([422, 'invalid']);
  expect(await send('['.repeat(100_000) + ']'.repeat(100_000))).toEqual([400, 'unreadable']);
  expect(await send('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}')).toEqual([422, 'invalid']);
  expect(await send('{"wishes":{"length":{"toString":"no function"}},"items":{"length":{"valueOf":1,"toString":2}}}')).toEqual([
    422,
    'invalid',
  ]);
});

test('a text, a form or no type at all is not JSON; who sends nothing is told what is missing', async () => {
  const shop = await openApiWorld();
  const { key } = await shop.program();
  const send = async (body: string | undefined, type?: string) => {
    const answer = await ask(shop, 'POST', '/orders/1/notes', body, {
      authorization: `Bearer ${key}`,
      ...(type !== undefined && { 'content-type': type }),
    });
    return [answer.status, answer.body.errors?.[0] ?? answer.body.code];
  };
  expect(await send('{"text":"x"}', 'text/plain')).toEqual([415, 'not-json']);
  expect(await send('{"text":"x"}', '')).toEqual([415, 'not-json']);
  expect(await send('{"text":"x"}', 'application/json; charset=windows-1251')).toEqual([415, 'not-json']);
  expect(await send(undefined)).toEqual([422, { path: '/text', code: 'missing', detail: 'This field is required.' }]);
});

test('a wrong method is told which would do; OPTIONS asks for it, HEAD is GET without its body', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  await program.post('/orders', await someOrder(program));
  const by = (method: string, path: string) => ask(shop, method, path, undefined, { authorization: `Bearer ${program.key}` });
  const wrong = await by('DELETE', '/orders/1');
  expect(wrong).toMatchObject({ status: 405, body: { code: 'wrong-method' } });
  expect(wrong.headers.get('allow')).toBe('GET, HEAD, PATCH, OPTIONS');
  expect(await by('PUT', '/openapi.json')).toMatchObject({ status: 405, body: { code: 'wrong-method' } });
  const options = await by('OPTIONS', '/orders');
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  const head = await by('HEAD', '/orders/1');
  expect([head.status, head.body, head.headers.get('etag')]).toEqual([200, '', expect.stringMatching(/^"\d+"$/)]);
  expect((await by('DELETE', '/nowhere')).status).toBe(404);
});

test('lists have pages that meet each order once', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  for (let i = 0; i < 5; i++) await program.post('/orders', { ...wish, dueAt: undefined });
  const seen: number[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const { body } = await program.get(`/orders?limit=2${next && `&cursor=${next}`}`);
    seen.push(...body.data.map(({ id }: { id: number }) => id));
    next = body.next;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1]);
});

test('the feed tells each event once to a program that polls, and nothing of the shop’s inner affairs', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  await shop.colleague('Nina', 'manager');
  await program.post('/orders', await someOrder(program));
  const first = fits('list-events', await program.get('/events?limit=100'));
  const types = first.data.map(({ type }: { type: string }) => type);
  expect(types).toContain('order.placed');
  expect(types.filter((type: string) => /^(staff|key|access)\./.test(type))).toEqual([]);
  expect(fits('list-events', await program.get(`/events?cursor=${first.next}`))).toEqual({ data: [], next: first.next });
  await program.post('/orders/1/notes', { text: 'new' });
  expect(await program.get('/events?types=order.placed,order.eaten')).toMatchObject({
    ...{ status: 422, body: { errors: [{ path: '?types', code: 'event-types' }] } },
  });
  const more = fits('list-events', await program.get(`/events?cursor=${first.next}&types=order.noted`));
  expect(more.data).toMatchObject([{ type: 'order.noted', orderId: 1, by: { kind: 'key', id: program.keyId } }]);
});

test('a program sees whether its key works, what it may and until when', async () => {
  const shop = await openApiWorld();
  const program = await shop.program('orders.read');
  expect(fits('get-key', await program.get('/key'))).toMatchObject({
    ...{ title: 'program', scopes: ['orders.read'], expiresAt: null, shop: { currency: 'RUB', timezone: 'Europe/Moscow' } },
  });
});

test('a key that asks too often waits, others do not', async () => {
  const shop = await openApiWorld();
  const [hasty, calm] = [await shop.program(), await shop.program()];
  const answers = await Promise.all(Array.from({ length: 70 }, () => hasty.get('/staff')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(refused[0]?.headers.get('retry-after')).toBe('1');
  expect((await calm.get('/staff')).status).toBe(200);
  shop.clock.advance(1000);
  expect((await hasty.get('/staff')).status).toBe(200);
});

test('the page describes every call in the reader’s language, without foreign assets', async () => {
  const shop = await openApiWorld();
  for (const [language, words] of [
    ['ru', 'Заказ одним запросом'],
    ['en', 'An order in one request'],
  ]) {
    const { body, status } = await ask(shop, 'GET', '', undefined, { 'accept-language': language ?? '' });
    expect(status).toBe(200);
    expect(body).toContain(words);
    expect(body).toContain('POST /orders/{orderId}/move');
    expect(body).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
  const { body } = await ask(shop, 'GET', '/openapi.json', undefined, {});
  expect(body.openapi).toMatch(/^3\.1/);
  expect(Object.values(body.paths).flatMap((path) => Object.keys(path as object))).toHaveLength(routes.size);
});
