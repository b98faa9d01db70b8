import { expect, test } from 'vitest';
import { payments } from '../../db/schema/orders.ts';
import { seconds } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

/** An order at the payment stage, with its manager, owner and client. */
async function atPayment() {
  const floor = await openFloor();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const owner = await floor.colleague('Анна', 'owner');
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  const paid = async () => (await floor.store.read.select().from(payments)).map(({ amount }) => amount);
  return { floor, client, owner, manager, orderId, paid };
}

test('who is held up by money reads what is paid of the whole, and which deposit is needed', async () => {
  const { manager } = await atPayment();
  await manager.presses('💰 Оплата получена');
  await manager.says('1 000 ₽');
  await manager.presses('Наличные');
  expect(manager.sees('🔒 В цех').text).toContain('Оплачено 1 000 ₽ из 3 800 ₽, нужен задаток 1 900 ₽.');
});

test('nonsense is no payment, and neither is nothing or more than is due', async () => {
  const { manager, paid } = await atPayment();
  await manager.presses('💰 Оплата получена');
  for (const typed of ['-500', 'абв', '0', '99999999', '3800,01']) await manager.says(typed);
  expect(await paid()).toEqual([]);
  expect(manager.chat.filter(({ text }) => text.startsWith('Не понимаю'))).toHaveLength(2);
  await manager.says('3800');
  await manager.presses('Карта');
  expect(manager.sees('оплачен полностью').text).toContain('получено 3 800 ₽');
  expect(await paid()).toEqual([3800_00]);
});

test('what may be two sums is asked back with both, of which only those that are due can be meant', async () => {
  const { manager, paid } = await atPayment();
  await manager.presses('💰 Оплата получена');
  await manager.says('1,500');
  expect(manager.buttonsOn('Уточните, какая это сумма?').slice(0, 2).map(plainSpaces)).toEqual(['1,50 ₽', '1 500 ₽']);
  await manager.presses('1 500 ₽'.replace(' ', '\u00a0').replace(' ₽', '\u00a0₽'));
  await manager.presses('Наличные');
  expect(await paid()).toEqual([1500_00]);
});

test('money of another country is never booked as ours', async () => {
  const { manager, paid } = await atPayment();
  await manager.presses('💰 Оплата получена');
  await manager.says('$100');
  expect(manager.sees('магазин считает').text).toBe('Это сумма в USD, а магазин считает в RUB. Напишите, сколько это в RUB.');
  await manager.says('две тысячи');
  await manager.presses('Карта');
  expect(await paid()).toEqual([2000_00]);
});

const plainSpaces = (text: string): string => text.replace(/\s/gu, ' ');

test('an order that is paid, or cancelled, takes no more money', async () => {
  const { manager, paid } = await atPayment();
  const pay = manager.dataOf('💰 Оплата получена');
  await manager.presses('💰 Оплата получена');
  await manager.says('3800');
  await manager.presses('Карта');
  expect((await manager.sends({ kind: 'button', data: pay })).toast).toBe('Заказ уже оплачен полностью.');
  expect(await paid()).toHaveLength(1);

  const cancelled = await atPayment();
  const late = cancelled.manager.dataOf('💰 Оплата получена');
  await cancelled.manager.presses('✕ Отменить заказ');
  await cancelled.manager.presses('Дорого');
  expect((await cancelled.manager.sends({ kind: 'button', data: late })).toast).toBe('Заказ уже закрыт.');
});

test('a client hears of a payment after the price, not before', async () => {
  const { floor, client, manager } = await atPayment();
  await manager.presses('💰 Оплата получена');
  await manager.says('1000');
  await manager.presses('Наличные');
  expect(client.chat.some(({ text }) => text.includes('Получили'))).toBe(false);

  await floor.passes(seconds(61));

  expect(client.chat.slice(-2).map(({ text }) => text)).toEqual([
    expect.stringContaining('согласован: суббота, 28 ноября, 12:00–14:00'),
    expect.stringContaining('Получили 1 000 ₽'),
  ]);
});

test('the owner is asked once however often the button is pressed, and the manager hears the answer', async () => {
  const { floor, owner, manager, orderId } = await atPayment();
  for (let i = 0; i < 5; i++) await manager.presses('🔓 Попросить владельца');
  expect(owner.chat.filter(({ text }) => text.includes('просит разрешить'))).toHaveLength(1);
  const before = manager.sees(`Заказ № ${orderId} ·`).externalId;

  await owner.presses('🔓 Разрешить без оплаты');

  expect(manager.sees(`Заказ № ${orderId} ·`).externalId).not.toBe(before);
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('Анна: можно без оплаты');
  expect((await floor.read(orderId)).unpaidAllowed).toBe(true);
});

test('a second tap on an answer leaves the answer where it stands', async () => {
  const { manager } = await atPayment();
  await manager.presses('💰 Оплата получена');
  await manager.says('1000');
  const data = manager.dataOf('Наличные');
  const { externalId } = manager.sees('Как заплатили');
  await manager.sends({ kind: 'button', data, messageId: externalId });

  const { toast } = await manager.sends({ kind: 'button', data, messageId: externalId });

  expect(toast).toBe('Эта кнопка уже сработала или устарела.');
  expect(manager.chat.find((each) => each.externalId === externalId)?.text).toContain('получено 1 000 ₽');
});

test('when the order moves on at once, the client still hears the price, the payment and the rest in their order', async () => {
  const { floor, client, manager, orderId } = await atPayment();
  const cook = await floor.colleague('Пётр', 'cook');
  await manager.presses('💰 Оплата получена');
  await manager.says('3800');
  await manager.presses('Карта');
  await manager.presses('▶ В цех');
  await cook.says('/pool');
  await cook.presses(`№ ${orderId} ·`);
  await cook.presses('Взять');
  await cook.presses('▶ Начать');
  await floor.passes(seconds(61));
  expect(client.chat.slice(-3).map(({ text }) => text)).toEqual([
    expect.stringContaining('согласован'),
    expect.stringContaining('оплачен полностью'),
    expect.stringContaining('начал готовить'),
  ]);
});

test('who undoes a move after a payment takes back the news of the move, not of the money', async () => {
  const { floor, client, manager } = await atPayment();
  await manager.presses('💰 Оплата получена');
  await manager.says('1000');
  await manager.presses('Карта');
  await manager.presses('↶ Вернуть как было');
  await floor.passes(seconds(61));
  expect(client.chat.filter(({ text }) => text.includes('согласован'))).toEqual([]);
  client.sees('Получили 1 000 ₽');
});
