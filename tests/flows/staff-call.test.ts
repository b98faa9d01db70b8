import { expect, test } from 'vitest';
import { type Desk, type Floor, openFloor } from '../floor.ts';

/** A manager in the middle of `/new`, with the caller known and the cake chosen. */
async function calling(): Promise<{ floor: Floor; manager: Desk }> {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('/new');
  await manager.says('8 912 000-11-22 Сергей');
  await manager.presses('Медовик');
  return { floor, manager };
}

test('a day without a time is asked for its time, and a time alone belongs to that day and not to today', async () => {
  const { floor, manager } = await calling();
  await manager.says('завтра');
  expect(manager.sees('во сколько').text).toContain('суббота, 21 ноября');
  await manager.says('14:00');
  await manager.presses('🏠 Самовывоз');
  expect(manager.sees('Итого').text).toContain('Когда: суббота, 21 ноября, 14:00–16:00');
  await manager.presses('✓ Оформить');
  expect((await floor.read(1)).contactName).toBe('Сергей');
});

test('back from the time leads to another day, back from the cake to the caller whose name came with the number', async () => {
  const { manager } = await calling();
  await manager.says('завтра');
  await manager.says('назад');
  expect(manager.chat.at(-1)?.text).toContain('Когда?');
  await manager.says('назад');
  await manager.says('назад');
  expect(manager.chat.at(-1)?.text).toContain('Телефон клиента?');
});

test('a telephone number is no name', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('/new');
  await manager.says('8 912 000-11-22');
  await manager.says('8 912 000-11-22 Сергей');
  expect(manager.chat.at(-2)?.text).toBe('Напишите имя буквами, до 80 знаков.');
});

test('what is no answer is said to be none, and the question comes again', async () => {
  const { manager } = await calling();
  await manager.says('когда-нибудь');
  expect(manager.chat.slice(-2).map(({ text }) => text)).toEqual([
    'Не понимаю «когда-нибудь» как ответ. Ответьте, пожалуйста, на вопрос или нажмите «Отмена».',
    expect.stringContaining('Когда?'),
  ]);
});

test('in the summary an amount that is not made is refused instead of becoming a wish, and "no" takes a wish away', async () => {
  const { floor, manager } = await calling();
  await manager.says('завтра 14:00');
  await manager.presses('🏠 Самовывоз');
  await manager.says('1000 кг');
  expect(manager.sees('Столько не получится').text).toBe('Столько не получится: от 1,5 кг до 6 кг.');
  await manager.says('поменьше сахара');
  await manager.says('нет');
  await manager.presses('✓ Оформить');
  expect(await floor.read(1)).toMatchObject({ wishes: null });
});

test('in the summary an amount between two steps is answered with both, as a client is', async () => {
  const { manager } = await calling();
  await manager.says('завтра 14:00');
  await manager.presses('🏠 Самовывоз');
  await manager.says('2.7 кг');
  expect(manager.chat.at(-2)?.text).toBe('Так не выйдет, но можно 2,5 кг или 3 кг.');
  await manager.says('3 фунта');
  expect(manager.chat.at(-2)?.text).toContain('это примерно 1,4 кг');
});

test('a number among words brings the name along, and the remark stands beside it on the order’s card', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('/new');
  await manager.says('тел. 8 495 123-45-67 доб. 5 Сергей Петров, после 18');
  await manager.presses('Медовик');
  await manager.says('завтра 14:00');
  await manager.presses('🏠 Самовывоз');
  expect(manager.sees('Итого').text).toContain('Сергей Петров, +7 495 123 45 67, доб. 5, после 18');
  await manager.presses('✓ Оформить');
  expect(await floor.read(1)).toMatchObject({
    contactName: 'Сергей Петров',
    contactPhone: '+74951234567',
    contactNote: 'доб. 5, после 18',
  });
  await manager.presses('Открыть заказ');
  expect(manager.sees('👤').text).toContain('Сергей Петров · +7 495 123 45 67 · доб. 5, после 18');
});

test('words beside a number that are no name are not taken for one', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('/new');
  await manager.says('8 912 000-11-22 после обеда');
  manager.sees('Как зовут');
});

test('of a contact with several numbers the colleague chooses one', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await manager.says('/new');
  await manager.sends({
    kind: 'contact',
    phone: '+79120001122',
    name: 'Сергей',
    own: false,
    others: [{ phone: '+79030000001', name: 'Ольга' }],
  });
  await manager.presses('Ольга · +7 903 000 00 01');
  await manager.presses('Медовик');
  await manager.says('завтра 14:00');
  await manager.presses('🏠 Самовывоз');
  await manager.presses('✓ Оформить');
  expect(await floor.read(1)).toMatchObject({ contactName: 'Ольга', contactPhone: '+79030000001' });
});
