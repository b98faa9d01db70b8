import { expect, test } from 'vitest';
import { hours } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

test('a manager finds an order by the number as it is dialled at home, by words in any order, and by who receives it', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ contactName: 'Пётр Сёмин', contactPhone: '+79165554417' });
  for (const query of ['89123456789', '8 (912) 345-67-89', 'Петрова Ольга', 'сёмин', '/find 5554417', '/find 89165554417']) {
    manager.chat.length = 0;
    await manager.says(query);
    expect(
      manager.chat.map(({ text }) => text.split('\n')[0]),
      query,
    ).toEqual([expect.stringContaining(`Заказ № ${orderId} ·`)]);
  }
});

test('a forwarded contact is searched for', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  manager.chat.length = 0;
  await manager.sends({ kind: 'contact', phone: '+7 912 345 67 89', own: false });
  manager.sees(`Заказ № ${orderId} ·`);
});

test('an order is opened by its number however that is typed, and without a number the bot asks for it', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  for (const command of [`/order ${orderId}`, `/order № ${orderId}`, `/order #${orderId}`]) {
    manager.chat.length = 0;
    await manager.says(command);
    manager.sees(`Заказ № ${orderId} ·`);
  }
  await manager.says('/order');
  expect(manager.chat.at(-1)?.text).toBe('Напишите номер заказа — открою карточку.');
});

test('a very long text is not said back whole', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('я'.repeat(4096));
  expect(manager.sees('ничего не нашлось').text.length).toBeLessThan(120);
});

test('a voice message is not taken for a photo of a cake', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.sends({ kind: 'file', file: { kind: 'voice', remoteId: 'x' }, caption: '' });
  expect(manager.chat.at(-1)?.text).toContain('Я понимаю кнопки, команды и слова.');
});

test('today shows everyone the orders that are theirs to do, and how many', async () => {
  const floor = await openFloor();
  const [owner, manager] = [await floor.colleague('Анна', 'owner'), await floor.colleague('Мария', 'manager')];
  const [head, cook] = [await floor.colleague('Борис', 'workshop-head'), await floor.colleague('Пётр', 'cook')];
  const dueAt = floor.clock.now() + hours(24);
  // Colleagues are not held to the notice time.
  const by = { kind: 'staff', id: manager.id } as const;
  const orderId = await floor.order({ allergies: 'none', dueAt, dueUntil: dueAt + hours(2), by });
  await owner.says(`/order ${orderId}`);
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  await owner.presses('🔓 Разрешить без оплаты');
  await manager.presses('▶ В цех');
  for (const desk of [owner, manager, head]) {
    await desk.says('/today');
    expect(desk.sees('Завтра: 1').text).toContain(`№ ${orderId} · В цехе`);
  }
  await cook.says('/today');
  cook.sees('Завтра: 0');

  await head.presses('👥 Назначить');
  await head.presses('Кондитер');
  await head.presses('Пётр');
  await cook.says('/today');
  await cook.presses('🎂');
  await cook.presses('▶ Начать');
  await cook.presses('▶ Готово');

  await cook.says('/today');
  cook.sees('Завтра: 0');
});
