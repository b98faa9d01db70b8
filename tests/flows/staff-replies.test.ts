import { expect, test } from 'vitest';
import { payments } from '../../db/schema/orders.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { type Desk, type Floor, openFloor } from '../floor.ts';

/** Olga, a manager, with an order and a client who has just written something else. */
async function opened(): Promise<{ floor: Floor; olga: Desk; vera: Desk; orderId: number }> {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const orderId = await floor.order();
  await floor.settles();
  const vera = floor.client('Вера');
  await vera.says('Сколько стоит большой торт?');
  await floor.settles();
  return { floor, olga, vera, orderId };
}

const paid = async ({ store }: Floor) => (await store.read.select({ amount: payments.amount }).from(payments)).map(({ amount }) => amount);

test('a sum that is a reply to a client is for the client, though a payment is being asked about', async () => {
  const { floor, olga, vera } = await opened();
  const asked = olga.sees('Сколько стоит большой торт?');
  await olga.says('/order 1');
  await olga.presses('💰 Оплата');
  await olga.says('1500', asked);
  await floor.settles();
  expect(await paid(floor)).toEqual([]);
  vera.sees('1500');
  olga.sees('Сколько получили');
  await olga.says('1500');
  await olga.presses('Наличные');
  expect(await paid(floor)).toEqual([150_000]);
});

test('a reply to the question itself is its answer', async () => {
  const { floor, olga } = await opened();
  await olga.says('/order 1');
  await olga.presses('💰 Оплата');
  await floor.settles();
  await olga.says('1500', olga.sees('Сколько получили'));
  await olga.presses('Наличные');
  expect(await paid(floor)).toEqual([150_000]);
});

test('a reply to a card is a note on its order, whatever is asked', async () => {
  const { floor, olga, vera, orderId } = await opened();
  const asked = olga.sees('Сколько стоит большой торт?');
  const card = olga.chat.find(({ text }) => text.includes(`№ ${orderId}`));
  await olga.presses('✍ Ответить');
  await olga.says('Позвонить до шести', card);
  expect(await floor.events()).toContain('order.noted');
  await floor.settles();
  expect(vera.chat.some(({ text }) => text.includes('Позвонить до шести'))).toBe(false);
  expect(asked.text).toContain('Вера');
});

test('an open question names its client and order', async () => {
  const { olga } = await opened();
  await olga.presses('✍ Ответить');
  expect(olga.sees('что написать').text).toContain('Вера');
});

test('a question that nobody answered for a quarter of an hour takes nothing any more: a number is searched for', async () => {
  const { floor, olga, vera } = await opened();
  await olga.presses('✍ Ответить');
  await floor.passes(hours(4));
  await olga.says('4417');
  await floor.settles();
  olga.sees('больше 15 минут');
  expect(vera.chat.some(({ text }) => text.includes('4417'))).toBe(false);
  await olga.presses('Спросить снова');
  expect(olga.sees('что написать').text).toContain('Вера');
  await olga.says('Большой — от 2 кг');
  await floor.settles();
  vera.sees('Большой — от 2 кг');
});

test('within the quarter of an hour the words go to whom the question names', async () => {
  const { floor, olga, vera } = await opened();
  await olga.presses('✍ Ответить');
  await floor.passes(minutes(14));
  await olga.says('Две тысячи');
  await floor.settles();
  vera.sees('Две тысячи');
});

test.each(['/start', '/today', '/готов', '/nowhere'])('%s ends an open question, and what comes next goes to nobody', async (command) => {
  const { floor, olga, vera } = await opened();
  await olga.presses('✍ Ответить');
  await olga.says(command);
  await olga.says('секретное слово');
  await floor.settles();
  expect(vera.chat.map(({ text }) => text).join()).not.toMatch(/готов|секретное/);
});
