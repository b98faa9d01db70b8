import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { conversations } from '../../db/schema/talk.ts';
import { seconds } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';
import { newWorld, standsAt } from '../world.ts';

test('five quick presses on a button that opens a question ask it once; later it is asked again', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  const data = manager.dataOf('📝 Заметка');
  const asked = () => manager.chat.filter(({ text }) => text.startsWith(`Заметка к заказу № ${orderId}`)).length;

  for (let press = 0; press < 5; press++) {
    await manager.sends({ kind: 'button', data });
    floor.clock.advance(500);
  }
  expect(asked()).toBe(1);

  floor.clock.advance(seconds(6));
  await manager.sends({ kind: 'button', data });
  expect(asked()).toBe(2);
});

test('a press on the same button of another order is another question', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const [first, second] = [await floor.order(), await floor.order()];
  const other = manager.dataOf('📝 Заметка');
  await manager.sends({ kind: 'button', data: other });
  await manager.says(`/order ${first}`);
  await manager.presses('📝 Заметка');
  expect(manager.chat.at(-1)?.text).toContain(`№ ${first}`);
  await manager.sends({ kind: 'button', data: other });
  expect(manager.chat.at(-1)?.text).toContain(`№ ${second}`);
});

test('/cancel with nothing under way says so', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/start', '~/cancel');
  expect((await maria.hears())[0]).toBe('Отменять нечего: ничего не начато.');
});

test('a question that a new version of the program calls otherwise is asked again, with everything answered before', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/order', 'Торты', 'Медовик', 'Вишня');
  const old = await maria.dataOf('Медовая');
  await world.store.tx((tx) => tx.update(conversations).set({ step: 'filling' }).where(eq(conversations.id, 1)));

  await maria.sends({ kind: 'button', data: old });

  expect(await standsAt(world)).toBe('order:option');
  await maria.does('Медовая');
  expect(await standsAt(world)).toBe('order:amount');
});
