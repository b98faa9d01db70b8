import { expect, test } from 'vitest';
import { orders } from '../../../db/schema/orders.ts';
import { clients } from '../../../db/schema/people.ts';
import { events } from '../../../db/schema/work.ts';
import { ask, openApiWorld, someOrder } from './api-world.ts';

test('from the served description alone an order is created with one request', async () => {
  const shop = await openApiWorld();
  const { key, keyId } = await shop.program('orders.write');
  const { body: described } = await ask(shop, 'GET', '/openapi.json', undefined, {});
  const { example } = described.paths['/orders'].post.requestBody.content['application/json'];
  const placed = await ask(shop, 'POST', '/orders', example, { authorization: `Bearer ${key}`, 'idempotency-key': 'basket-1' });
  expect(placed.status).toBe(201);
  expect(placed.body).toMatchObject({ client: { phone: '+79123456789', name: 'Olga' }, outcome: 'open', fulfilment: 'pickup', paid: 0 });
  expect(placed.body.total).toBeGreaterThan(0);
  const [order] = await shop.store.read.select().from(orders);
  expect(order).toMatchObject({ id: placed.body.id, total: placed.body.total, dueAt: Date.parse(example.dueAt) });
  const happened = await shop.store.read.select().from(events);
  expect(happened.find(({ type }) => type === 'order.placed')).toMatchObject({ actorKind: 'key', actorId: keyId, orderId: order?.id });
});

test('a repeated request with the same key is one order and the same answer, also when both come at once', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  const once = { 'idempotency-key': 'basket-7' };
  const answers = await Promise.all(Array.from({ length: 12 }, () => program.post('/orders', wish, once)));
  const later = await program.post('/orders', wish, once);
  expect(new Set([...answers, later].map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set([...answers, later].map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(later.headers.get('idempotent-replayed')).toBe('true');
  expect(await shop.store.read.$count(orders)).toBe(1);
});

test('another request under the same key is refused, and another program may use the same words', async () => {
  const shop = await openApiWorld();
  const [one, two] = [await shop.program(), await shop.program()];
  const wish = await someOrder(one);
  const once = { 'idempotency-key': 'basket-7' };
  await one.post('/orders', wish, once);
  expect(await one.post('/orders', { ...wish, wishes: 'no nuts' }, once)).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  expect((await two.post('/orders', wish, once)).status).toBe(201);
  expect(await shop.store.read.$count(orders)).toBe(2);
});

test('a refused order left nothing behind and can be sent again under the same key', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  const once = { 'idempotency-key': 'basket-9' };
  const refused = await program.post('/orders', { ...wish, dueAt: '2027-03-01T03:00:00+03:00' }, once);
  expect(refused).toMatchObject({ status: 409, body: { code: 'day.closed' } });
  expect(await shop.store.read.$count(clients)).toBe(0);
  expect((await program.post('/orders', wish, once)).status).toBe(201);
});

test('the price rules and the calendar refuse with their reason, in the language asked for', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  const [item] = wish.items as Record<string, unknown>[];
  const russian = { 'accept-language': 'ru-RU,ru;q=0.9' };
  const refusal = async (change: object) => {
    const { status, body, headers } = await program.post('/orders', { ...wish, ...change }, russian);
    expect(headers.get('content-type')).toContain('application/problem+json');
    return [status, body.code, body.detail];
  };
  expect(await refusal({ items: [{ ...item, productId: 999 }] })).toEqual([409, 'order.product-gone', 'Этого уже нет в продаже.']);
  expect((await refusal({ items: [{ ...item, options: {} }] })).slice(0, 2)).toEqual([409, 'order.option-missing']);
  expect((await refusal({ items: [{ ...item, amount: 0.001 }] })).slice(0, 2)).toEqual([409, 'order.bad-amount']);
  expect((await refusal({ dueAt: '2027-03-01T12:00:00+03:00' })).slice(0, 2)).toEqual([409, 'day.too-soon']);
});

test('input is strict: unknown fields, wrong types and a delivery to nowhere are named, all at once, in the reader’s language', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  const flawsOf = async (change: object, language = 'ru') => {
    const { status, body } = await program.post('/orders', { ...wish, ...change }, { 'accept-language': language });
    expect([status, body.code]).toEqual([422, 'invalid']);
    return body.errors;
  };
  expect(await flawsOf({ fulfilment: 'drone', discount: 50, wishes: 7 })).toEqual([
    { path: '/fulfilment', code: 'wrong-value', detail: 'Можно только: pickup, delivery.' },
    { path: '/wishes', code: 'wrong-type', detail: 'Нужна строка.' },
    { path: '/discount', code: 'unknown-field', detail: 'Такого поля здесь нет.' },
  ]);
  expect(await flawsOf({ fulfilment: 'delivery' }, 'en')).toEqual([
    { path: '/address', code: 'address-missing', detail: 'A delivery needs an address.' },
  ]);
  expect(await flawsOf({ client: { phone: 'call me' } })).toEqual([
    { path: '/client/phone', code: 'phone', detail: 'Это не номер телефона.' },
  ]);
  const [item] = wish.items as { options: object }[];
  expect(await flawsOf({ items: [{ ...item, options: { ...item?.options, glitter: 'yes' } }] })).toMatchObject([
    { path: '/items/0/options/glitter', code: 'unknown-field' },
  ]);
  expect(await flawsOf({ items: [] })).toEqual([{ path: '/items', code: 'too-small', detail: 'Список не может быть пустым.' }]);
  expect(await flawsOf({ dueAt: 'tomorrow' }, 'en')).toMatchObject([{ path: '/dueAt', code: 'time' }]);
  expect(await flawsOf({ dueAt: undefined, items: undefined, fulfilment: undefined }, 'en')).toEqual([
    { path: '/items', code: 'missing', detail: 'This field is required.' },
    { path: '/fulfilment', code: 'missing', detail: 'This field is required.' },
  ]);
  expect(await shop.store.read.$count(orders)).toBe(0);
});

test('of the ways to name a client the nearest is held against what was said', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  const flawOf = async (client: unknown) => {
    const { body } = await program.post('/orders', { ...wish, client });
    return body.errors.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`);
  };
  expect(await flawOf({ phone: 79123456789 })).toEqual(['/client/phone wrong-type']);
  expect(await flawOf({ phone: '+79123456789', name: '' })).toEqual(['/client/name too-small']);
  expect(await flawOf({ id: '7' })).toEqual(['/client/id wrong-type']);
  expect(await flawOf('Olga')).toEqual(['/client wrong-type']);
  expect(await flawOf({ name: 'Olga', 'a/b~c': 1 })).toEqual(['/client/phone missing', '/client/a~1b~0c unknown-field']);
});

test('what was said beside a number comes back as the order’s note, and on the client’s card', async () => {
  const shop = await openApiWorld();
  const program = await shop.program();
  const wish = await someOrder(program);
  const { body } = await program.post('/orders', { ...wish, client: { phone: '8 495 123-45-67 доб. 5, после 18', name: 'Olga' } });
  expect(body).toMatchObject({ client: { phone: '+74951234567' }, contactPhone: '+74951234567', contactNote: 'ext. 5, после 18' });
  const { body: client } = await program.post('/clients', { phone: '8 903 000-00-01 (evenings)', name: 'Ann' });
  expect(client).toMatchObject({ phone: '+79030000001', fields: { 'About the number': 'evenings' } });
});
