import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders } from '../../db/schema/orders.ts';
import { identities, staff } from '../../db/schema/people.ts';
import { events } from '../../db/schema/work.ts';
import { moveOrder } from '../../flows/orders/move-order.ts';
import { inviteStaff } from '../../flows/staff/invite-staff.ts';
import { joinStaff } from '../../flows/staff/join-staff.ts';
import { openFloor } from '../floor.ts';

const system = { kind: 'system' } as const;

test('nothing is given to a colleague who has not opened the invitation yet', async () => {
  const floor = await openFloor();
  const invite = (name: string, role: 'manager' | 'driver') =>
    floor.store.tx((tx) => inviteStaff(tx, { name, roles: [role], language: 'ru', by: system, now: floor.clock.now() }));
  await invite('Новенький', 'driver');
  await invite('Новенькая', 'manager');
  const owner = await floor.colleague('Анна', 'owner');
  const [cook, driver] = [await floor.colleague('Пётр', 'cook'), await floor.colleague('Иван', 'driver')];

  // The only manager has not come in: the new order reaches the owner.
  const orderId = await floor.order({ allergies: 'none' });
  await owner.presses('Взять');
  await owner.presses('▶ К оплате');
  await owner.presses('🔓 Разрешить без оплаты');
  await owner.presses('▶ В цех');
  await cook.says('/pool');
  await cook.presses(`№ ${orderId} ·`);
  await cook.presses('Взять');
  await cook.presses('▶ Начать');
  await cook.presses('▶ Готово');

  expect((await floor.read(orderId)).driverId).toBe(driver.id);
  await owner.says('/team');
  expect(owner.sees('Команда').text).toContain('⚪ Новенький, водитель: не на связи с ботом');
  await owner.presses('👥 Назначить');
  await owner.presses('Водитель');
  expect(owner.buttonsOn('водитель: кто?').slice(0, 2)).toEqual(['Иван · 1', '⚪ Новенький · 0 · не на связи']);
});

test('when no driver is on shift, all drivers see the delivery and its manager is warned', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const manager = await floor.colleague('Мария', 'manager');
  const driver = await floor.colleague('Иван', 'driver');
  await driver.says('/shift');
  await driver.presses('Уйти со смены');
  const orderId = await floor.order({ allergies: 'none' });
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  await manager.presses('🔓 Попросить владельца');
  await owner.presses('🔓 Разрешить без оплаты');
  await manager.presses('▶ В цех');
  await manager.presses('👥 Назначить');
  await manager.presses('Кондитер');
  await floor.colleague('Пётр', 'cook');
  await manager.presses('✕ Отмена');
  await manager.presses('👥 Назначить');
  await manager.presses('Кондитер');
  await manager.presses('Пётр');
  await manager.presses('▶ Начать');
  await manager.presses('▶ Готово');

  manager.sees(`Заказ № ${orderId} готов, а водителей на смене нет`);
  expect(driver.buttonsOn(`Заказ № ${orderId} ·`)).toEqual(['✋ Взять']);
});

test('the first owner, invited as "owner", gets a name by coming in', async () => {
  const floor = await openFloor();
  const { store, clock } = floor;
  const { code, staffId } = await store.tx((tx) =>
    inviteStaff(tx, { name: 'владелец', roles: ['owner'], language: 'ru', by: system, now: clock.now() }),
  );
  await store.tx(async (tx) => {
    const [phone] = await tx
      .insert(identities)
      .values({ channel: 'staff', address: 'x', name: 'Ирина', createdAt: 0 })
      .returning({ id: identities.id });
    await joinStaff(tx, { code, identityId: phone?.id ?? 0, now: clock.now() });
  });
  expect(await store.read.select().from(staff).where(eq(staff.id, staffId))).toMatchObject([{ name: 'Ирина', onShift: true }]);
});

test("a leaver's orders are free on everybody's card at once, and those who can take them are told", async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const [leaver, other] = [await floor.colleague('Мария', 'manager'), await floor.colleague('Олег', 'manager')];
  const orderId = await floor.order();
  await leaver.presses('Взять');
  expect(other.buttonsOn(`Заказ № ${orderId} ·`)).not.toContain('✋ Взять');

  await owner.says('/remove');
  await owner.presses('Мария');
  await owner.presses('Да, удалить');

  other.sees('Мария больше здесь не работает. Ждут нового исполнителя: 1 заказ.');
  expect(other.buttonsOn(`Заказ № ${orderId} ·`)).toContain('✋ Взять');
});

test("a leaver's cards of closed orders lose the client too", async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const leaver = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  await leaver.presses('Взять');
  await leaver.presses('✕ Отменить заказ');
  await leaver.presses('Дорого');
  expect(leaver.sees(`Заказ № ${orderId} ·`).text).toContain('912');
  await owner.says('/remove');
  await owner.presses('Мария');
  await owner.presses('Да, удалить');
  expect(leaver.sees(`Заказ № ${orderId}`).text).not.toContain('912');
});

test('a name in a note calls everyone who bears it but the author, and a name that nobody bears is said', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const [namesake, cook] = [await floor.colleague('Мария', 'cook'), await floor.colleague('Пётр', 'cook')];
  await floor.order();
  await manager.says('@Мария @Петр @Вася проверьте, почта a@b.ru', manager.sees('Заказ № 1 ·'));

  expect(manager.sees('Записано').text).toBe('📝 Записано в заказ № 1. Позвали: Мария, Пётр. Такого коллеги нет: Вася.');
  namesake.sees('проверьте');
  // The order is not theirs: they read the note, but get no card that says only this.
  expect(cook.chat.filter(({ text }) => text.includes('Этот заказ сейчас не у вас'))).toEqual([]);
  expect(manager.chat.filter(({ text }) => text.startsWith('📝 Мария'))).toEqual([]);
});

test('whoever changes the language reads the cards in it at once', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await floor.order();
  await manager.says('/language');
  await manager.presses('English');
  expect(manager.sees('Order No. 1 · New').text).not.toMatch(/Заказ|Новый|оплачено/);
});

test("a task that is a colleague's is refused as such, and the try is written down", async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const [cook, other] = [await floor.colleague('Пётр', 'cook'), await floor.colleague('Глеб', 'cook')];
  await owner.says('/task');
  await owner.says('Помыть печь');
  await owner.presses('Пётр');
  await owner.presses('Через час');
  const done = cook.dataOf('✓ Сделано');
  await owner.says('/today');
  await owner.presses('☐ Помыть печь');
  await owner.presses('👥 Передать');
  await owner.presses('Глеб');

  expect((await cook.sends({ kind: 'button', data: done })).toast).toBe('Этой задачей занимается коллега.');
  expect(await floor.store.read.select().from(events).where(eq(events.type, 'access.denied'))).toHaveLength(1);
  other.sees('Помыть печь');
});

test('each role reads in the help only what it can do', async () => {
  const floor = await openFloor();
  const [manager, driver] = [await floor.colleague('Мария', 'manager'), await floor.colleague('Иван', 'driver')];
  await manager.says('/help');
  await driver.says('/help');
  expect(manager.sees('Как работать').text).toMatch(/\/new[\s\S]*\/find 4417[\s\S]*фотографией/);
  expect(driver.sees('Как работать').text).not.toMatch(/\/new|\/find|\/task|фотографией/);
});

test('a driver whose delivery goes back to the workshop is warned', async () => {
  const floor = await openFloor();
  const head = await floor.colleague('Борис', 'workshop-head');
  const driver = await floor.colleague('Иван', 'driver');
  const orderId = await floor.order({ allergies: 'none' });
  await floor.store.tx(async (tx) => void (await tx.update(orders).set({ unpaidAllowed: true, makerId: head.id, driverId: driver.id })));
  const [shop, now, by] = [await floor.shop(), floor.clock.now(), { kind: 'staff', id: head.id } as const];
  const at = (position: number) => floor.stages.find((stage) => stage.position === position)?.id ?? 0;
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to: at(5), by: system, now, shop }));
  const owner = await floor.colleague('Анна', 'owner');
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to: at(4), by: { ...by, id: owner.id }, now, shop, reason: 'Нужно переделать' }));
  await floor.settles();
  driver.sees(`Заказ № ${orderId} вернули в цех: не выезжайте.`);
});
