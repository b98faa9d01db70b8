import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../../db/schema/catalog.ts';
import { orders, stages, stageVisits } from '../../../db/schema/orders.ts';
import { clients } from '../../../db/schema/people.ts';
import { cancelOrder } from '../../../flows/orders/cancel-order.ts';
import { confirmOrder } from '../../../flows/orders/confirm-order.ts';
import { type PlaceOrder, placeOrder } from '../../../flows/orders/place-order.ts';
import { rescheduleOrder } from '../../../flows/orders/reschedule-order.ts';
import { hours } from '../../../notifications/time.ts';
import { newWorld } from '../../world.ts';

const saturdayNoon = Date.parse('2027-03-06T12:00:00+03:00');
const window = { dueAt: saturdayNoon, dueUntil: saturdayNoon + hours(2) };

/** A bakery, one client, and what they want: two kilograms of honey cake on Saturday. */
async function wanting() {
  const world = await newWorld();
  const { store, clock } = world;
  const [client] = await store.tx((tx) =>
    tx.insert(clients).values({ name: 'Мария', language: 'ru', source: 'flyer', createdAt: 1 }).returning(),
  );
  const [cake] = await store.read.select().from(products).orderBy(products.id).limit(1);
  if (!client || !cake) throw new Error('No world');
  const shop = await world.shop();
  const by = { kind: 'client', id: client.id } as const;
  const chosen = Object.fromEntries(cake.options.map(({ key, choices }) => [key, choices[0]?.key ?? '']));
  const wish: PlaceOrder = {
    origin: 'test:1',
    clientId: client.id,
    items: [{ productId: cake.id, amount: 2000, chosen }],
    fulfilment: 'pickup',
    ...window,
    contactName: 'Мария',
    contactPhone: '+79123456789',
    language: 'ru',
    by,
    now: clock.now(),
    shop,
  };
  const place = (change: Partial<PlaceOrder> = {}) => store.tx((tx) => placeOrder(tx, { ...wish, ...change }));
  return { world, store, place, by, shop, cake, client, now: clock.now() };
}

test('an order enters the first stage, is counted, and the same origin again changes nothing', async () => {
  const { world, store, place, client } = await wanting();

  const first = await place();
  const again = await place();

  expect(first.isNew).toBe(true);
  expect(again).toMatchObject({ isNew: false, order: { id: first.order.id, version: first.order.version } });
  expect(await world.events()).toEqual(['order.placed']);
  expect(await store.read.select().from(stageVisits)).toHaveLength(1);
  expect(first.order).toMatchObject({ source: 'flyer', outcome: 'open', reached: 1, total: 4400_00 });
  const [counted] = await store.read.select().from(clients).where(eq(clients.id, client.id));
  expect(counted).toMatchObject({ ordersCount: 1, ordersSum: 4400_00, status: 'customer' });
});

test('two who want the last place of a day at once: one gets it', async () => {
  const { world, place, shop } = await wanting();
  const last = { ...shop, placesOn: { '2027-03-06': 1 } };

  const came = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => place({ origin: `test:${i}`, shop: last })));

  expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await world.orders()).toHaveLength(1);
});

test.each([
  ['sooner than it can be made', Date.parse('2027-03-02T12:00:00+03:00'), 'day.too-soon'],
  ['at night', Date.parse('2027-03-06T03:00:00+03:00'), 'day.closed'],
  ['in the past', Date.parse('2027-02-27T12:00:00+03:00'), 'day.past'],
  ['next year', Date.parse('2028-03-06T12:00:00+03:00'), 'day.too-far'],
])('an order due %s is refused and nothing is written', async (_, dueAt, why) => {
  const { world, place } = await wanting();
  await expect(place({ dueAt })).rejects.toThrow(why);
  expect(await world.orders()).toEqual([]);
  expect(await world.events()).toEqual([]);
});

test('an amount, a choice or a product that is not sold is refused', async () => {
  const { place, cake } = await wanting();
  await expect(place({ items: [] })).rejects.toThrow('order.empty');
  await expect(place({ items: [{ productId: 999, amount: 2000, chosen: {} }] })).rejects.toThrow('order.product-gone');
  await expect(place({ items: [{ productId: cake.id, amount: 2000, chosen: {} }] })).rejects.toThrow('order.option-missing');
  const chosen = Object.fromEntries(cake.options.map(({ key, choices }) => [key, choices[0]?.key ?? '']));
  await expect(place({ items: [{ productId: cake.id, amount: 2100, chosen }] })).rejects.toThrow('order.bad-amount');
});

test('a colleague may take an order sooner than the notice says, but not on a full day', async () => {
  const { place, shop } = await wanting();
  const tomorrow = { dueAt: Date.parse('2027-03-02T12:00:00+03:00'), by: { kind: 'staff', id: 1 } as const };
  await expect(place({ ...tomorrow, shop: { ...shop, placesOn: { '2027-03-02': 0 } } })).rejects.toThrow('day.full');
  expect((await place(tomorrow)).isNew).toBe(true);
});

test('a moved order holds no place on the old day, loses its confirmation, and the same window again changes nothing', async () => {
  const { world, store, place, by, shop, now } = await wanting();
  const { order } = await place();
  await store.tx((tx) => confirmOrder(tx, { orderId: order.id, by, now }));
  const full = { ...shop, placesOn: { '2027-03-06': 1 } };
  const later = { orderId: order.id, dueAt: saturdayNoon + hours(2), dueUntil: saturdayNoon + hours(4), by, now, shop: full };

  await store.tx((tx) => rescheduleOrder(tx, later));
  await store.tx((tx) => rescheduleOrder(tx, later));

  expect((await world.orders())[0]).toMatchObject({ dueAt: saturdayNoon + hours(2), confirmedAt: null });
  expect((await world.events()).filter((type) => type === 'order.rescheduled')).toHaveLength(1);
});

test('a cancelled order frees its place, and cancelling again changes nothing', async () => {
  const { world, store, place, by, shop, now } = await wanting();
  const one = { ...shop, placesOn: { '2027-03-06': 1 } };
  const { order } = await place({ shop: one });
  const cancel = { orderId: order.id, by, now, shop, reason: 'price' };

  await store.tx((tx) => cancelOrder(tx, cancel));
  await store.tx((tx) => cancelOrder(tx, { ...cancel, reason: 'other' }));

  expect((await world.orders())[0]).toMatchObject({ outcome: 'lost', lossReason: 'price', closedAt: now });
  expect((await place({ origin: 'test:2', shop: one })).isNew).toBe(true);
});

test('a client changes only their own order, and only while the stage allows it', async () => {
  const { store, place, by, shop, now } = await wanting();
  const { order } = await place();
  const cancel = (who: typeof by) => store.tx((tx) => cancelOrder(tx, { orderId: order.id, by: who, now, shop, reason: 'price' }));

  await expect(cancel({ kind: 'client', id: 99 })).rejects.toThrow('access.not-yours');
  await store.tx((tx) => tx.update(stages).set({ clientMayChange: false }));
  await expect(cancel(by)).rejects.toThrow('order.too-late-to-change');
  expect((await store.read.select().from(orders))[0]?.outcome).toBe('open');
});
