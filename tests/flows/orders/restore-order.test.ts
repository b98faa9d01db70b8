import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { payments } from '../../../db/schema/orders.ts';
import { clients } from '../../../db/schema/people.ts';
import { outbox, tasks } from '../../../db/schema/work.ts';
import type { By } from '../../../flows/events.ts';
import { cancelOrder } from '../../../flows/orders/cancel-order.ts';
import { restoreOrder } from '../../../flows/orders/restore-order.ts';
import { recordPayment } from '../../../flows/payments/record-payment.ts';
import { returnPayment } from '../../../flows/payments/return-payment.ts';
import { days, minutes } from '../../../notifications/time.ts';
import { type Floor, openFloor } from '../../floor.ts';

const system = { kind: 'system' } as const;

async function cancelled({ paid = 0 } = {}) {
  const floor = await openFloor();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  await floor.passes(minutes(5));
  if (paid > 0)
    await atOnce(floor, (tx, at) => recordPayment(tx, { orderId, amount: paid, method: 'card', origin: 'test', by: system, ...at }));
  await manager.presses('✕ Отменить заказ');
  await manager.presses('Передумал');
  await floor.passes(minutes(5));
  const by: By = { kind: 'staff', id: manager.id };
  const restore = async (reason = 'ошибка', who: By = by) => {
    const shop = await floor.shop();
    return atOnce(floor, (tx, at) => restoreOrder(tx, { orderId, reason, by: who, shop, ...at }));
  };
  return { floor, client, manager, orderId, by, restore };
}

/** Runs a command now, and lets happen what follows from it. */
async function atOnce<T>(
  floor: Floor,
  command: (tx: Parameters<Parameters<Floor['store']['tx']>[0]>[0], at: { now: number }) => Promise<T>,
) {
  const done = await floor.store.tx((tx) => command(tx, { now: floor.clock.now() }));
  await floor.settles();
  return done;
}

const planned = ({ store }: Floor, orderId: number) =>
  store.read
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.subject, `due:${orderId}`), isNull(outbox.doneAt)));

const ordersOf = async ({ store }: Floor) =>
  (await store.read.select({ count: clients.ordersCount, sum: clients.ordersSum }).from(clients).where(eq(clients.id, 1)))[0];

test('a cancelled order goes back to the stage where it was cancelled, with its reminder, its place in the counters and a reason', async () => {
  const { floor, client, manager, orderId } = await cancelled();
  expect(await planned(floor, orderId)).toEqual([]);
  expect(await ordersOf(floor)).toEqual({ count: 0, sum: 0 });

  await manager.presses('↩ Вернуть в работу');
  await manager.presses('Клиент передумал отменять');

  const order = await floor.read(orderId);
  expect(order).toMatchObject({ outcome: 'open', closedAt: null, lossReason: null });
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('· Оплата');
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('снова в работе: Оплата (Клиент передумал отменять)');
  expect(manager.buttonsOn(`Заказ № ${orderId} ·`).join()).not.toContain('Вернуть как было');
  expect(client.sees('снова в силе').text).toContain(`№ ${orderId}`);
  expect(await planned(floor, orderId)).toMatchObject([{ payload: { timer: 'reminder', orderId } }]);
  expect(await ordersOf(floor)).toEqual({ count: 1, sum: order.total });
});

test('only the office restores, only with a reason, and a second press changes nothing', async () => {
  const { floor, restore } = await cancelled();
  const cook = await floor.colleague('Пётр', 'cook');
  await expect(restore('ошибка', { kind: 'staff', id: cook.id })).rejects.toThrow('access.not-your-role');
  await expect(restore('ошибка', { kind: 'client', id: 1 })).rejects.toThrow('access.not-your-role');
  await expect(restore('  ')).rejects.toThrow('order.reason-missing');

  expect(await restore()).toBeDefined();
  expect(await restore()).toBeUndefined();
  expect((await floor.events()).filter((type) => type === 'order.restored')).toHaveLength(1);
});

test('an order whose day has filled up meanwhile is not restored; one whose day is over comes back late', async () => {
  const { floor, restore, orderId } = await cancelled();
  await floor.changeShop({ placesOn: { '2026-11-28': 0 } });
  await expect(restore()).rejects.toThrow('day.full');
  expect(await floor.read(orderId)).toMatchObject({ outcome: 'lost' });

  await floor.passes(days(10));
  await restore();
  expect(await floor.read(orderId)).toMatchObject({ outcome: 'open' });
});

test('an order cancelled after its payment makes a task to return the money; the return is a negative payment and ends it', async () => {
  const { floor, client, manager, orderId } = await cancelled({ paid: 190_000 });
  const open = () =>
    floor.store.read
      .select()
      .from(tasks)
      .where(and(eq(tasks.orderId, orderId), isNull(tasks.doneAt)));
  expect(await open()).toMatchObject([{ title: { ru: 'Вернуть деньги за отменённый заказ' }, assigneeId: manager.id }]);

  await manager.presses('💸 Деньги возвращены');
  await manager.says('5000');
  expect(manager.sees('не больше, чем оплачено')).toBeDefined();
  await manager.says('900');
  await manager.presses('Перевод');
  expect(await open()).toHaveLength(1);
  await manager.presses('💸 Деньги возвращены');
  await manager.presses('1 000 ₽');
  await manager.presses('Перевод');

  expect((await floor.store.read.select().from(payments)).map(({ amount }) => amount)).toEqual([190_000, -90_000, -100_000]);
  expect(await floor.read(orderId)).toMatchObject({ paid: 0 });
  expect(await open()).toEqual([]);
  expect(client.sees('Вернули вам 1 000 ₽').text).toContain(`№ ${orderId}`);
  expect(manager.buttonsOn(`Заказ № ${orderId} ·`).join()).not.toContain('Деньги возвращены');
});

test('money is returned once for one press, and never more than was paid', async () => {
  const { floor, orderId, by } = await cancelled({ paid: 190_000 });
  const give = (amount: number, origin: string) =>
    atOnce(floor, (tx, at) => returnPayment(tx, { orderId, amount, method: 'cash', origin, by, ...at }));
  expect([await give(100_000, 'one'), await give(100_000, 'one')]).toEqual([true, false]);
  await expect(give(90_001, 'two')).rejects.toThrow('payment.return-wrong');
  await expect(give(0, 'three')).rejects.toThrow('payment.return-wrong');
  expect(await floor.read(orderId)).toMatchObject({ paid: 90_000 });
});

test('an order that was paid and cancelled can be restored with its money, and nobody is asked to return it', async () => {
  const { floor, restore, orderId } = await cancelled({ paid: 190_000 });
  await restore();
  expect(await floor.read(orderId)).toMatchObject({ outcome: 'open', paid: 190_000 });
  const open = await floor.store.read
    .select()
    .from(tasks)
    .where(and(eq(tasks.orderId, orderId), isNull(tasks.doneAt)));
  expect(open).toEqual([]);
  const shop = await floor.shop();
  await atOnce(floor, (tx, at) => cancelOrder(tx, { orderId, by: system, reason: 'price', shop, ...at }));
  expect(await floor.read(orderId)).toMatchObject({ outcome: 'lost' });
});
