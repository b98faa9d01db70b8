import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import { formatsFor } from '../../flows/format.ts';
import { moveOrder } from '../../flows/orders/move-order.ts';
import { recordPayment } from '../../flows/payments/record-payment.ts';
import { minutes } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = ['flows', 'bot', 'admin'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(root, folder, name)),
);
const by = { kind: 'system' } as const;

test('the number of an order is written in one way in each language', () => {
  const odd = sources.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => /\b(?:order|Order) no\. |\bno\. (?:\$\{|\{|\d)|№(?:\$\{|\{)/.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(odd).toEqual([]);
});

test.each([
  ['RUB', '₽2,200'],
  ['USD', '$2,200'],
  ['EUR', '€2,200'],
])('English sums in %s bear the currency’s sign', (currency, shown) => {
  expect(formatsFor('en', { currency, timezone: 'UTC' }).money(220_000)).toBe(shown);
});

async function agreedOrder(paidShare: number) {
  const floor = await openFloor();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  const { total } = await floor.read(orderId);
  const now = floor.clock.now();
  const amount = total * paidShare;
  if (amount > 0) await floor.store.tx((tx) => recordPayment(tx, { orderId, amount, method: 'card', origin: 'test', by, now }));
  const shop = await floor.shop();
  const payment = floor.stages.find(({ position }) => position === 2);
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to: payment?.id ?? 0, by, now, shop }));
  await floor.settles();
  await floor.passes(minutes(2));
  return client;
}

test('who is asked to pay hears which sum sets the baking going', async () => {
  const client = await agreedOrder(0);
  expect(client.sees('согласован').text).toMatch(/Сумма — 3 800 ₽, к оплате 3 800 ₽\. Как только придут первые 1 900 ₽, передадим/);
});

test('who has paid the deposit is not told to wait for a payment', async () => {
  const client = await agreedOrder(0.5);
  expect(client.sees('согласован').text).toMatch(/осталось оплатить 1 900 ₽\. Дальше его готовит кондитер/);
});

test('a client without a name has a sentence of their own in notices, or their number', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const client = floor.client('');
  await client.says('Есть торты без сахара?');
  await floor.store.tx((tx) => tx.update(clients).set({ name: null }).where(eq(clients.id, 1)));
  await client.says('А без муки?');
  expect(manager.sees('А без муки?').text).toBe('💬 Клиент без имени: А без муки?');

  await floor.store.tx((tx) => tx.update(clients).set({ phone: '+79123456789' }).where(eq(clients.id, 1)));
  await client.says('А без яиц?');
  expect(manager.sees('А без яиц?').text).toBe('💬 +7 912 345 67 89: А без яиц?');
});

test('of an order that was delivered the client reads that it was brought, not that it will be', async () => {
  const floor = await openFloor();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  const delivered = floor.stages.find(({ kind }) => kind === 'won')?.id ?? 0;
  await floor.store.tx((tx) => tx.update(orders).set({ outcome: 'won', stageId: delivered }).where(eq(orders.id, orderId)));
  await client.says('/orders');
  expect(client.chat.at(-1)?.text).toContain(`№ ${orderId} · Доставлен`);
  await client.presses(`№ ${orderId}`);
  expect(client.chat.at(-1)?.text).toContain('Привезли: суббота, 28 ноября, 12:00–14:00');
});
