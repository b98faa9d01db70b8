import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../../db/schema/catalog.ts';
import { clients } from '../../../db/schema/people.ts';
import { assignOrder } from '../../../flows/orders/assign-order.ts';
import { attachPicture } from '../../../flows/orders/attach-picture.ts';
import { changeItems, type ItemLine } from '../../../flows/orders/change-items.ts';
import { editOrder, type OrderChange } from '../../../flows/orders/edit-order.ts';
import { findItems } from '../../../flows/orders/load-order.ts';
import { placeByHand } from '../../../flows/orders/place-by-hand.ts';
import { minutes } from '../../../notifications/time.ts';
import { openFloor } from '../../floor.ts';

/** A client's order at work: taken, with a cook who makes it. */
async function atWork() {
  const floor = await openFloor();
  await floor.client('Ольга').says('Здравствуйте');
  const [manager, cook] = [await floor.colleague('Мария', 'manager'), await floor.colleague('Пётр', 'cook')];
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  const by = { kind: 'staff', id: manager.id } as const;
  const change = async (items: ItemLine[], { version }: { version?: number } = {}) => {
    const [shop, order] = [await floor.shop(), await floor.read(orderId)];
    const form = { orderId, version: version ?? order.version, items, by, now: floor.clock.now(), shop };
    await floor.store.tx((tx) => changeItems(tx, form));
    await floor.settles();
  };
  const edit = async (wanted: OrderChange) => {
    const [shop, order] = [await floor.shop(), await floor.read(orderId)];
    await floor.store.tx((tx) => editOrder(tx, { orderId, version: order.version, change: wanted, by, now: floor.clock.now(), shop }));
  };
  const [kept] = await findItems(floor.store.read, orderId);
  const [, other] = await floor.store.read.select().from(products).where(eq(products.active, true)).orderBy(products.id).limit(2);
  if (!kept || !other) throw new Error('No world');
  const chosen = Object.fromEntries(other.options.map(({ key, choices }) => [key, choices[0]?.key ?? '']));
  const second = { productId: other.id, amount: other.minAmount, chosen, inscription: null };
  return { floor, orderId, by, change, edit, kept, second, manager, cook };
}

const sumOf = async ({ store }: Awaited<ReturnType<typeof openFloor>>) =>
  (await store.read.select({ sum: clients.ordersSum }).from(clients).where(eq(clients.id, 1)))[0]?.sum;

test('a second cake added to an order keeps the price of the first, adds its own, and is counted with the client', async () => {
  const { floor, orderId, change, kept, second } = await atWork();
  await floor.store.tx((tx) => tx.update(products).set({ price: 1 }).where(eq(products.id, kept.productId)));

  await change([{ keep: kept.id }, second]);

  const [first, added] = await findItems(floor.store.read, orderId);
  const order = await floor.read(orderId);
  expect(first).toMatchObject({ total: kept.total, inscription: 'Маме' });
  expect(order.itemsTotal).toBe(kept.total + (added?.total ?? 0));
  expect(order.total).toBe(order.itemsTotal + order.deliveryFee);
  expect(await sumOf(floor)).toBe(order.total);
  expect((await floor.events()).at(-1)).toBe('order.edited');
});

test('whoever bakes the order hears of changed items, and the card says what changed', async () => {
  const { floor, orderId, change, kept, second, manager, cook } = await atWork();
  await manager.presses('Взять');
  const assigned = { orderId, part: 'maker', staffId: cook.id, by: { kind: 'staff', id: manager.id }, now: floor.clock.now() } as const;
  await floor.store.tx((tx) => assignOrder(tx, assigned));
  await floor.passes(minutes(1));
  const before = cook.chat.at(-1)?.externalId;

  await change([{ keep: kept.id }, second]);

  expect(cook.chat.at(-1)?.externalId).not.toBe(before);
  expect(cook.chat.at(-1)?.text).toContain('изменено: состав');
});

test('items that somebody else has changed meanwhile, and an order of nothing, are refused', async () => {
  const { change, kept, second } = await atWork();
  await expect(change([second], { version: 0 })).rejects.toThrow('order.changed-meanwhile');
  await expect(change([{ keep: kept.id }, { keep: kept.id }])).rejects.toThrow('order.changed-meanwhile');
  await expect(change([])).rejects.toThrow('order.empty');
  await expect(change([{ ...second, amount: 1 }])).rejects.toThrow('order.bad-amount');
});

test('pick-up becomes delivery with its fee and an address, and back without them', async () => {
  const { floor, orderId, edit } = await atWork();
  const { deliveryFee } = await floor.shop();
  const { itemsTotal } = await floor.read(orderId);
  if ((await floor.read(orderId)).fulfilment === 'delivery') await edit({ fulfilment: 'pickup', address: '' });
  expect(await floor.read(orderId)).toMatchObject({ fulfilment: 'pickup', deliveryFee: 0, total: itemsTotal });

  await expect(edit({ fulfilment: 'delivery' })).rejects.toThrow('order.address-missing');
  await edit({ fulfilment: 'delivery', address: 'ул. Лесная, 3' });

  expect(await floor.read(orderId)).toMatchObject({ fulfilment: 'delivery', deliveryFee, total: itemsTotal + deliveryFee });
  expect(await sumOf(floor)).toBe(itemsTotal + deliveryFee);
});

test('a picture from the panel lies with the order, and only those who may put it there', async () => {
  const { floor, orderId, by } = await atWork();
  const driver = await floor.colleague('Тимур', 'driver');
  const picture = { orderId, file: `${'b'.repeat(64)}.jpg`, purpose: 'ready', now: floor.clock.now() } as const;
  await floor.store.tx((tx) => attachPicture(tx, { ...picture, by }));
  expect((await floor.events()).at(-1)).toBe('order.photographed');
  await expect(floor.store.tx((tx) => attachPicture(tx, { ...picture, by: { kind: 'staff', id: driver.id } }))).rejects.toThrow('access');
});

test('an order written down for a caller is one order however often the form is sent, and its writer is responsible', async () => {
  const { floor, by, second } = await atWork();
  const shop = await floor.shop();
  const form = {
    ...({ origin: 'panel:1', name: 'Новая Гостья', phone: '8 916 000-11-22', items: [second], fulfilment: 'pickup', address: '' } as const),
    ...{ dueAt: null, wishes: '', allergies: { text: 'орехи' }, by, now: floor.clock.now(), shop },
  };
  const place = (changed: object = {}) => floor.store.tx((tx) => placeByHand(tx, { ...form, ...changed }));

  const number = await place();

  expect(await place()).toBe(number);
  expect(await floor.read(number)).toMatchObject({ contactPhone: '+79160001122', responsibleId: by.id, allergiesAsked: true });
  await expect(place({ origin: 'panel:2', phone: '12' })).rejects.toThrow('client.phone-wrong');
  await expect(place({ origin: 'panel:3', fulfilment: 'delivery' })).rejects.toThrow('order.address-missing');
  const cook = await floor.colleague('Глеб', 'cook');
  await expect(place({ origin: 'panel:4', by: { kind: 'staff', id: cook.id } })).rejects.toThrow('access.not-your-role');
});
