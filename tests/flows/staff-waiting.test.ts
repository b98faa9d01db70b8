import { and, eq, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { identities } from '../../db/schema/people.ts';
import { tasks } from '../../db/schema/work.ts';
import { hours, minutes } from '../../notifications/time.ts';
import { type Floor, openFloor } from '../floor.ts';

const noticesOf = (chat: { text: string }[], words: string): number => chat.filter(({ text }) => text.includes(words)).length;

async function withOrder() {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ allergies: 'none' });
  await manager.presses('Взять');
  return { floor, owner, manager, orderId };
}

const openTasks = async (floor: Floor) => (await floor.store.read.select().from(tasks)).filter(({ doneAt }) => doneAt === null);

test('"no answer" pressed five times is one: one task, and one card in two hours, before the task is overdue', async () => {
  const { floor, manager, orderId } = await withOrder();
  const data = manager.dataOf('📵 Нет ответа');
  for (let i = 0; i < 5; i++) expect((await manager.sends({ kind: 'button', data })).toast).toBe('Напомню об этом заказе в 14:00.');

  expect(await openTasks(floor)).toMatchObject([{ dueAt: floor.clock.now() + hours(2) + minutes(10) }]);
  const before = manager.sees(`Заказ № ${orderId} ·`).externalId;
  await floor.passes(hours(2));
  expect(manager.sees(`Заказ № ${orderId} ·`).externalId).not.toBe(before);
  expect(noticesOf(manager.chat, 'Просрочено')).toBe(0);
  await floor.passes(minutes(10));
  expect(noticesOf(manager.chat, 'Просрочено')).toBe(1);
});

test('what a rule asked for is asked no more once the order is cancelled; what a colleague asked for still is', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await floor.order();
  expect((await openTasks(floor)).map(({ title }) => title.ru)).toEqual(['Связаться с клиентом']);
  await manager.says('/order 1');
  await manager.presses('Задача');
  await manager.says('Вернуть образцы');
  await manager.presses('Мария (я)');
  await manager.says('завтра 12:00');
  await manager.says('/order 1');
  await manager.presses('Отменить заказ');
  await manager.presses('Передумал');
  expect((await openTasks(floor)).map(({ title }) => title.ru)).toEqual(['Вернуть образцы']);
  await floor.passes(minutes(30));
  expect(noticesOf(manager.chat, 'Просрочено')).toBe(0);
});

test('a client with an open order blocks the bot, another says stop: the manager hears of it and can call', async () => {
  const { floor, manager } = await withOrder();
  const maria = floor.client('Мария');
  await maria.sends({ kind: 'start', payload: '' });
  await floor.store.tx((tx) =>
    tx
      .update(identities)
      .set({ clientId: 1 })
      .where(and(eq(identities.name, 'Мария'), isNull(identities.staffId))),
  );
  await maria.sends({ kind: 'blocked' });
  expect(manager.sees('чат с нами закрыт').text).toContain('№ 1');
  await maria.sends({ kind: 'unblocked' });
  await maria.sends({ kind: 'stop', byPlatform: false });
  expect(manager.sees('больше не хочет получать').text).toContain('№ 1');
});

test('while an unanswered client is waited for, nobody is told that the order stands too long', async () => {
  const { floor, owner, manager } = await withOrder();
  await manager.presses('📵 Нет ответа');
  await floor.passes(hours(2));
  await floor.passes(minutes(6));
  expect(noticesOf([...owner.chat, ...manager.chat], 'слишком долго') + noticesOf(owner.chat, 'застрял')).toBe(0);
  await floor.passes(minutes(30));
  expect(noticesOf(manager.chat, 'слишком долго')).toBe(1);
});

test('an order that has gone on meanwhile does not come back for the call that was not answered', async () => {
  const { floor, manager, orderId } = await withOrder();
  await manager.presses('📵 Нет ответа');
  await floor.passes(minutes(30));
  await manager.presses('▶ К оплате');
  const before = manager.sees(`Заказ № ${orderId} ·`).externalId;
  await floor.passes(hours(2));
  expect(manager.sees(`Заказ № ${orderId} ·`).externalId).toBe(before);
});

test('where nothing else is to do for the order, "no answer" makes the task to call again', async () => {
  const { floor, manager } = await withOrder();
  await manager.presses('▶ К оплате');
  await manager.presses('📵 Нет ответа');
  expect((await openTasks(floor)).map(({ title }) => title.ru)).toEqual(['Перезвонить клиенту']);
});

test('a cancelled order cannot be "not answered", allowed or asked for any more', async () => {
  const { floor, owner, manager, orderId } = await withOrder();
  await manager.presses('▶ К оплате');
  await owner.says(`/order ${orderId}`);
  const late = [manager.dataOf('📵 Нет ответа'), manager.dataOf('🔓 Попросить владельца'), manager.dataOf('👥 Назначить')];
  const allow = owner.dataOf('🔓 Разрешить без оплаты');
  await manager.presses('✕ Отменить заказ');
  await manager.presses('Дорого');
  for (const data of late) expect((await manager.sends({ kind: 'button', data })).toast).toBe('Заказ уже закрыт.');
  expect((await owner.sends({ kind: 'button', data: allow })).toast).toBe('Заказ уже закрыт.');
  expect(await floor.read(orderId)).toMatchObject({ outcome: 'lost', unpaidAllowed: false });
});

test("a client's question goes to the client's manager alone, and the owner reads who is late", async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const [mine, other] = [await floor.colleague('Мария', 'manager'), await floor.colleague('Олег', 'manager')];
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  await floor.order({ clientId: 1, allergies: 'none' });
  await mine.presses('Взять');
  await floor.passes(minutes(11));
  await floor.passes(minutes(1));
  await client.says('А можно без орехов?');
  mine.sees('А можно без орехов?');
  expect(noticesOf(other.chat, 'А можно без орехов?')).toBe(0);
  expect(owner.sees('Не сделано вовремя').text).toContain('Делает: Мария.');
});

test('of several questions one reminder comes, and none when the manager has answered or said that all is done', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const client = floor.client('Ольга');
  for (const words of ['Здравствуйте', 'Есть торт?', 'Ау!']) await client.says(words);
  await floor.passes(minutes(6));
  expect(noticesOf(manager.chat, 'ждёт ответа')).toBe(1);
  expect(manager.sees('ждёт ответа').text).toContain('Здравствуйте');

  await manager.presses('Готово');
  await client.says('Спасибо');
  await manager.presses('Готово');
  await floor.passes(minutes(6));
  expect(noticesOf(manager.chat, 'ждёт ответа')).toBe(1);
});

test('a manager sees the picture that a client sent, and is told at once when a client cannot be written to', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const client = floor.client('Ольга');
  await client.sends({ kind: 'file', file: { kind: 'photo', remoteId: 'x' }, caption: 'вот такой' });
  await manager.presses('🖼 Показать');
  expect(manager.chat.at(-1)?.message.picture).toBeDefined();

  const notice = manager.sees('вот такой');
  await manager.sends({ kind: 'file', file: { kind: 'photo', remoteId: 'y' }, caption: '', replyTo: notice.externalId });
  await floor.passes(minutes(1));
  expect(client.sees('Мария: 📷').message.picture).toBeDefined();

  await floor.order();
  expect(await manager.presses('✉️ Написать клиенту')).toBe('У клиента нет открытого чата с нами. Позвоните ему.');
});
