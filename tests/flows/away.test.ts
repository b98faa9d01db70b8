import { isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { tasks } from '../../db/schema/work.ts';
import { hours, instantOf, minutes } from '../../notifications/time.ts';
import { type Floor, openFloor } from '../floor.ts';

const zone = 'Europe/Moscow';

/** Friday, 23:40; the shop works from nine. */
async function lateEvening() {
  const floor = await openFloor();
  const { hours: week } = await floor.shop();
  await floor.changeShop({ hours: { ...week, 6: ['09:00', '20:00'], 7: ['09:00', '18:00'] } });
  const manager = await floor.colleague('Ольга', 'manager');
  const client = floor.client('Мария');
  await client.sends({ kind: 'start', payload: '' });
  await floor.passes(instantOf('2026-11-20', '23:40', zone) - floor.clock.now());
  return { floor, manager, client };
}

const openTasks = ({ store }: Floor) => store.read.select().from(tasks).where(isNull(tasks.doneAt));

test('a message at 23:40 is answered with the opening time and becomes a task for 09:00', async () => {
  const { floor, manager, client } = await lateEvening();
  await client.says('Добрый вечер! А муссовые торты делаете?');

  client.sees('после открытия: завтра в 09:00');
  expect(await openTasks(floor)).toMatchObject([
    { title: { ru: 'Ответить клиенту: Мария' }, role: 'manager', orderId: null, dueAt: instantOf('2026-11-21', '09:00', zone) },
  ]);
  await floor.passes(hours(9) + minutes(21));
  expect(manager.buttonsOn('Пора: «Ответить клиенту: Мария»')).toContain('Ответить');
  await manager.presses('Ответить');
  await manager.says('Делаем!');
  client.sees('Делаем!');
});

test('the opening time is said once until the shop opens, and the task is one', async () => {
  const { floor, client } = await lateEvening();
  await client.says('Добрый вечер!');
  await floor.passes(minutes(30));
  await client.says('И ещё: можно без сахара?');
  expect(client.chat.filter(({ text }) => text.includes('после открытия'))).toHaveLength(1);
  await client.presses('Меню');
  await client.says('А доставка в воскресенье есть?');

  expect(client.chat.filter(({ text }) => text.includes('после открытия'))).toEqual([]);
  expect(await openTasks(floor)).toHaveLength(1);
  expect((await floor.events()).filter((type) => type === 'client.asked')).toHaveLength(3);
});

test('the next night the client hears it again', async () => {
  const { floor, client } = await lateEvening();
  await client.says('Добрый вечер!');
  await floor.passes(hours(24));
  await client.says('Снова я');

  client.sees('после открытия: завтра в 09:00');
  expect(client.chat.filter(({ text }) => text.includes('после открытия'))).toHaveLength(2);
  expect(await openTasks(floor)).toHaveLength(2);
});

test('buttons and the answers of an order are taken at any hour, without an away reply', async () => {
  const { floor, client } = await lateEvening();
  await client.presses('Сделать заказ');
  await client.presses('Торты');

  client.sees('Выберите');
  expect(client.chat.some(({ text }) => text.includes('закрыты'))).toBe(false);
  expect(await openTasks(floor)).toEqual([]);
});
