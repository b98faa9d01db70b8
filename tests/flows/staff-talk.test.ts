import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders, payments } from '../../db/schema/orders.ts';
import { clients, staff } from '../../db/schema/people.ts';
import { attachments, conversations, messages } from '../../db/schema/talk.ts';
import { events, tasks } from '../../db/schema/work.ts';
import { moveOrder } from '../../flows/orders/move-order.ts';
import { setOut } from '../../flows/orders/set-out.ts';
import { hours, minutes, seconds } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

test('an order travels from the manager to the door, each colleague seeing only their own buttons', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const head = await floor.colleague('Борис', 'workshop-head');
  const cook = await floor.colleague('Пётр', 'cook');
  const driver = await floor.colleague('Иван', 'driver');
  const orderId = await floor.order();

  await manager.presses('Взять');
  expect(manager.sees('Заказ №').text).toContain('⚠️ Об аллергиях ещё не спросили');
  await manager.presses('⚠️ Аллергии');
  await manager.says('орехи');
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('Аллергия: орехи');
  await manager.presses('▶ К оплате');
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toMatch(/🔒 В цех: Оплачено 0 ₽ из/);
  await manager.presses('💰 Оплата получена');
  await manager.presses(manager.buttonsOn('Сколько получили')[0] ?? '');
  await manager.presses('Карта');
  await manager.presses('▶ В цех');

  await head.presses('👥 Назначить');
  await head.presses('Кондитер');
  await head.presses('Пётр');
  const ticket = cook.sees(`Заказ № ${orderId} ·`);
  expect(ticket.text).toContain('Аллергия: орехи');
  expect(ticket.text).toContain('«Маме»');
  expect(ticket.text).not.toMatch(/₽|912|Ольга|Ленина/);
  await cook.presses('▶ Начать');
  await driver.says('/shift');
  await driver.presses('Уйти со смены'); // or the rules would give it to him at once
  await cook.presses('▶ Готово');

  await driver.says('/pool');
  await driver.presses(`№ ${orderId} ·`);
  const free = driver.sees(`Заказ № ${orderId} ·`);
  expect(free.text).not.toMatch(/912|Ольга/);
  expect(driver.buttonsOn(`Заказ № ${orderId} ·`)).toEqual(['✋ Взять']);
  await driver.presses('Взять');
  const way = driver.sees(`Заказ № ${orderId} ·`);
  expect(way.text).toContain('ул. Ленина, 5');
  expect(way.text).toContain('https://www.openstreetmap.org/search?query=');
  expect(way.text).toContain('+7 912 345 67 89');
  expect(way.text).toContain('💰 Получить: ');
  expect(driver.buttonsOn(`Заказ № ${orderId} ·`)).toEqual(['▶ Доставлен', '🚗 Выезжаю']);
  await driver.presses('▶ Доставлен');
  await driver.presses('Да, ');

  const order = await floor.read(orderId);
  expect(order).toMatchObject({ outcome: 'won', paid: order.total, responsibleId: manager.id, makerId: cook.id, driverId: driver.id });
  expect(driver.sees(`Заказ № ${orderId} ·`).text).not.toMatch(/912|Ольга|Ленина/);
  expect(cook.chat.filter(({ text }) => text.startsWith(`Заказ № ${orderId} ·`))).toHaveLength(1);
});

test('what is ready is not said to be on its way until the driver sets out, once', async () => {
  const floor = await openFloor();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const driver = await floor.colleague('Иван', 'driver');
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  const delivery = floor.stages.find(({ role, kind }) => role === 'driver' && kind === 'open')?.id ?? 0;
  const [by, now, shop] = [{ kind: 'system' } as const, floor.clock.now(), await floor.shop()];
  await floor.store.tx((tx) => tx.update(orders).set({ unpaidAllowed: true, makerId: driver.id }).where(eq(orders.id, orderId)));
  await floor.store.tx((tx) => moveOrder(tx, { orderId, to: delivery, by, now, shop }));
  await floor.settles();
  await floor.passes(minutes(2));
  expect(client.sees('готов').text).toContain(`Заказ № ${orderId} готов. Привезём по адресу ул. Ленина, 5:`);
  expect(client.chat.some(({ text }) => text.includes('едет'))).toBe(false);

  const data = driver.dataOf('Выезжаю');
  await driver.presses('🚗 Выезжаю');
  await driver.sends({ kind: 'button', data });

  expect(client.chat.filter(({ text }) => text === `🚗 Заказ № ${orderId} уже едет к вам: ул. Ленина, 5.`)).toHaveLength(1);
  expect(driver.buttonsOn(`Заказ № ${orderId} ·`)).toEqual(['▶ Доставлен']);
  const other = await floor.colleague('Олег', 'driver');
  await expect(
    floor.store.tx((tx) => setOut(tx, { orderId, by: { kind: 'staff', id: other.id }, now: floor.clock.now() })),
  ).rejects.toThrow('access.not-yours');
});

test('two take one order at once: one gets it, the other sees who', async () => {
  const floor = await openFloor();
  const [first, second] = [await floor.colleague('Мария', 'manager'), await floor.colleague('Олег', 'manager')];
  const orderId = await floor.order();
  const data = [first.dataOf('Взять'), second.dataOf('Взять')];

  const answers = await Promise.all([first, second].map((desk, i) => desk.sends({ kind: 'button', data: data[i] ?? '' })));

  const winner = (await floor.read(orderId)).responsibleId;
  expect([first.id, second.id]).toContain(winner);
  const name = winner === first.id ? 'Мария' : 'Олег';
  expect(answers.map(({ toast }) => toast).toSorted()).toEqual([`Заказ № ${orderId} ваш.`, `Заказ уже у коллеги: ${name}.`].toSorted());
  expect((await floor.events()).filter((type) => type === 'order.taken')).toHaveLength(1);
});

test('the wrong button is undone within the minute and the client hears nothing', async () => {
  const floor = await openFloor();
  const client = floor.client('Ольга');
  await client.says('Здравствуйте');
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ clientId: 1, allergies: 'none' });
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  expect(manager.buttonsOn(`Заказ № ${orderId} ·`).slice(0, 3)).toEqual([
    '↶ Вернуть как было',
    '📣 Сообщить клиенту сейчас',
    '💰 Оплата получена',
  ]);

  const toast = await manager.presses('↶ Вернуть как было');

  expect(toast).toContain('Клиенту ничего не ушло');
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('· Новый');
  await floor.passes(minutes(5));
  expect(client.chat.some(({ text }) => text.includes('к оплате'))).toBe(false);
});

test('when the minute is over the undo button goes by itself', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ allergies: 'none' });
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  await floor.passes(seconds(61));
  expect(manager.buttonsOn(`Заказ № ${orderId} ·`).join()).not.toContain('Вернуть как было');
});

test('"no answer" brings the order back in two hours', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  await manager.presses('Взять');

  const toast = await manager.presses('📵 Нет ответа');

  expect(toast).toBe('Напомню об этом заказе в 14:00.');
  const [task] = await floor.store.read.select().from(tasks).where(eq(tasks.orderId, orderId));
  // Ten minutes to call when the card is back.
  expect(task?.dueAt).toBe(floor.clock.now() + hours(2) + minutes(10));
  const before = manager.sees(`Заказ № ${orderId} ·`).externalId;
  await floor.passes(hours(2));
  expect(manager.sees(`Заказ № ${orderId} ·`).externalId).not.toBe(before);
});

test('going back and cancelling ask for a reason in one tap', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ allergies: 'none' });
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  await manager.presses('↩ Вернуть: Новый');
  await manager.presses('Есть вопросы к заказу');
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('Оплата → Новый (Есть вопросы к заказу)');

  await manager.presses('✕ Отменить заказ');
  await manager.presses('Дорого');

  expect(await floor.read(orderId)).toMatchObject({ outcome: 'lost', lossReason: 'price' });
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('(Дорого)');
});

test('a driver who asks for another\'s order by number is told "not yours", and the try is written down', async () => {
  const floor = await openFloor();
  const driver = await floor.colleague('Иван', 'driver');
  const orderId = await floor.order();

  await driver.says(`/order ${orderId}`);
  await driver.says(String(orderId));

  expect(driver.chat.map(({ text }) => text).slice(1)).toEqual(['Это не ваш заказ.', 'Это не ваш заказ.']);
  const tries = await floor.store.read.select().from(events).where(eq(events.type, 'access.denied'));
  expect(tries).toMatchObject([{ data: { staffId: driver.id, what: `order ${orderId}` } }, {}]);
  expect(driver.chat.some(({ text }) => text.includes('Ольга'))).toBe(false);
});

test('a manager finds an order by number, digits of the phone and a piece of the name', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  for (const query of [`/find ${orderId}`, '/find 4567', 'петров', String(orderId)]) {
    manager.chat.length = 0;
    await manager.says(query);
    expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('Ольга Петрова');
  }
  await manager.says('никого такого');
  manager.sees('ничего не нашлось');
});

test('an order for a caller takes at most six answers', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');

  await manager.says('/new');
  await manager.says('8 912 000-11-22');
  await manager.says('Сергей');
  await manager.presses('Медовик');
  await manager.says('завтра 14:00');
  await manager.says('ул. Мира, 7, кв. 12');
  expect(manager.sees('Итого').text).toContain('Медовик, 1,5 кг');
  await manager.presses('2 кг');
  await manager.says('«Серёже»');
  await manager.says('поменьше сахара');
  await manager.presses('✓ Оформить');

  const order = await floor.read(1);
  expect(order).toMatchObject({
    contactName: 'Сергей',
    contactPhone: '+79120001122',
    fulfilment: 'delivery',
    address: 'ул. Мира, 7, кв. 12',
    wishes: 'поменьше сахара',
    responsibleId: manager.id,
  });
  expect(manager.sees('№ 1 оформлен').text).toContain('₽');
  expect(await floor.store.read.select().from(clients).where(eq(clients.phone, '+79120001122'))).toMatchObject([
    { name: 'Сергей', ordersCount: 1 },
  ]);
});

test('a manager answers a client by replying, what begins with # stays inside, and after "done" the bot goes on', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const cook = await floor.colleague('Пётр', 'cook');
  const client = floor.client('Ольга');
  await client.says('/order');
  const question = client.chat.at(-1)?.text ?? '';
  await client.says('А можно без орехов?');
  const notice = manager.sees('А можно без орехов?');

  await manager.says('Конечно, можно', notice);
  expect(client.sees('Конечно, можно').text).toBe('Мария: Конечно, можно');
  await client.says('Спасибо!');
  manager.sees('Спасибо!');

  await manager.says('#спросить @Пётр про орехи', notice);
  cook.sees('спросить @Пётр про орехи');
  expect(client.chat.some(({ text }) => text.includes('спросить'))).toBe(false);

  await manager.presses('Готово');
  expect(client.chat.at(-1)?.text).toBe(question);
  const held = await floor.store.read.select().from(conversations).where(eq(conversations.withPerson, true));
  expect(held).toEqual([]);
});

test('a colleague gets a task with done, later and comment; today counts what is overdue', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const manager = await floor.colleague('Мария', 'manager');
  await owner.says('/task');
  await owner.says('Заказать коробки');
  await owner.presses('Мария');
  await owner.presses('Через час');
  expect(manager.buttonsOn('Заказать коробки')).toEqual(['✓ Сделано', '⏰ Позже', '💬 Комментарий']);

  await manager.presses('💬 Комментарий');
  await manager.says('везут');
  await floor.passes(hours(2));
  await owner.says('/today');
  expect(owner.sees('Просрочено: 1').text).toContain('Заказать коробки');
  await manager.presses('⏰ Позже');
  await manager.says('завтра 12:00');
  await owner.says('/today');
  expect(owner.sees('Завтра: 1').text).toContain('Просрочено: 0');
  await manager.presses('✓ Сделано');

  expect(await floor.store.read.select().from(tasks)).toMatchObject([{ comment: 'Мария: везут', doneById: manager.id }]);
});

test('each role sees its own menu', async () => {
  const floor = await openFloor();
  const menus = new Set<string>();
  for (const role of ['owner', 'sales-head', 'manager', 'workshop-head', 'cook', 'driver'] as const) {
    const desk = await floor.colleague(role, role);
    menus.add(desk.buttonsOn(role).join());
  }
  expect(menus.size).toBe(6);
});

test('a removed colleague\'s next press answers "no access", and their orders go back to the pool', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  await manager.presses('Взять');
  const data = manager.dataOf('📝 Заметка');

  await owner.says('/remove');
  await owner.presses('Мария');
  await owner.presses('Да, удалить');

  const { toast } = await manager.sends({ kind: 'button', data });
  expect(toast).toContain('Нет доступа');
  expect(await floor.read(orderId)).toMatchObject({ responsibleId: null });
  expect(manager.sees(`Заказ № ${orderId}`).text).not.toContain('Ольга');
  expect(manager.buttonsOn(`Заказ № ${orderId}`)).toEqual([]);
  await owner.says('/remove');
  await owner.presses('Анна');
  expect(await owner.presses('Да, удалить')).toBe('Хотя бы один владелец должен остаться.');
});

test('an invitation from the bot brings a colleague in', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  await owner.says('/invite');
  await owner.presses('кондитер');
  await owner.says('Глеб');
  expect(owner.sees('Глеб, кондитер').text).toMatch(/\/start [\w-]{24}/);
  expect(await floor.store.read.select().from(staff).where(eq(staff.name, 'Глеб'))).toMatchObject([{ roles: ['cook'] }]);
});

test('a photo on a card is the finished cake, a word on a card is a note', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order();
  await manager.presses('Взять');
  const card = manager.sees(`Заказ № ${orderId} ·`);
  await manager.sends({ kind: 'file', file: { kind: 'photo', remoteId: 'x' }, caption: '', replyTo: card.externalId });
  expect(manager.sees(`Заказ № ${orderId} ·`).message.picture).toBeDefined();
  await manager.says('клиент заедет сам', manager.sees(`Заказ № ${orderId} ·`));
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('📝 12:00 Мария: клиент заедет сам');
});

test('a payment button pressed twice is one payment', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  await floor.order();
  await manager.presses('Взять');
  await manager.presses('💰 Оплата получена');
  await manager.says('1500');
  const data = manager.dataOf('Наличные');
  await manager.sends({ kind: 'button', data });
  await manager.sends({ kind: 'button', data });
  expect(await floor.store.read.select().from(payments)).toMatchObject([{ amount: 1500_00, method: 'cash' }]);
});

test('a manager asks the owner to let an unpaid order go on, and the owner does by one press', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const manager = await floor.colleague('Мария', 'manager');
  const orderId = await floor.order({ allergies: 'none' });
  await manager.presses('Взять');
  await manager.presses('▶ К оплате');
  await manager.presses('🔓 Попросить владельца');
  owner.sees(`Мария просит разрешить заказ № ${orderId} без оплаты`);
  await owner.presses('🔓 Разрешить без оплаты');
  await manager.presses('▶ В цех');
  expect(manager.sees(`Заказ № ${orderId} ·`).text).toContain('· В цехе');
});

test('in English no screen of the staff bot has a Russian word', async () => {
  const floor = await openFloor({ language: 'en' });
  const owner = await floor.colleague('Ann', 'owner');
  const manager = await floor.colleague('Mary', 'manager');
  await floor.colleague('Peter', 'cook');
  await floor.order({ contactName: 'Olga', address: { text: '5 Mill Road' }, wishes: 'less sugar' });
  await manager.presses('Take');
  await manager.presses('⚠️ Allergies');
  await manager.presses('No allergies');
  await manager.presses('▶ To payment');
  await manager.presses('💰 Payment received');
  await manager.says('1500');
  await manager.presses('Cash');
  await manager.presses('↩ Back to');
  await manager.presses('There are questions');
  await manager.presses('👥 Assign');
  await manager.presses('Confectioner');
  await manager.presses('Peter');
  for (const screen of [
    '/menu',
    '/today',
    '/stage',
    '/mine',
    '/pool',
    '/team',
    '/help',
    '/shift',
    '/find nobody',
    '/task',
    '/cancel',
    '/new',
  ]) {
    await owner.says(screen);
  }
  const shown = [...owner.chat, ...manager.chat].flatMap(({ text, message }) => [
    text,
    ...(message.buttons ?? []).flat().map(({ label }) => label),
  ]);
  const russian = shown.filter((text) => /[а-яё]/iu.test(text.replaceAll('Маме', '').replaceAll('Ольга Петрова', '')));
  expect(russian).toEqual([]);
});

test('a task without an order is handed over from the notice that it is overdue', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const [manager, other] = [await floor.colleague('Мария', 'manager'), await floor.colleague('Олег', 'manager')];
  await owner.says('/task');
  await owner.says('Заказать коробки');
  await owner.presses('Мария');
  await owner.presses('Через час');
  await floor.passes(minutes(61));
  await floor.passes(minutes(2));
  owner.sees('Не сделано вовремя');
  await owner.presses('Передать другому');
  await owner.presses('Олег');
  other.sees('Заказать коробки');
  expect(await floor.store.read.select().from(tasks)).toMatchObject([{ assigneeId: other.id }]);
  expect(manager.chat.length).toBeGreaterThan(0);
});

test('a client who is answered in mid-order is told that words go to the manager, once, and comes back by a button', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const client = floor.client('Ольга');
  await client.says('/order');
  for (const label of ['Торты', 'Медовик', 'Вишня', 'Медовая']) await client.presses(label);
  await client.says('А можно без глютена?');
  await manager.says('Да, конечно', manager.sees('💬 Ольга'));

  const note = client.sees('Теперь на связи менеджер');
  expect(client.chat.at(-1)).toBe(note);
  await manager.says('Ещё что-нибудь?', manager.sees('💬 Ольга'));
  expect(client.chat.filter(({ text }) => text.includes('Теперь на связи менеджер'))).toHaveLength(1);
  await client.says('2');
  expect(manager.sees('💬 Ольга: 2').text).toContain('2');

  await client.presses('▶ Продолжить');
  expect(client.chat.at(-1)?.text).toContain('Сколько килограммов?');
  await client.says('2');
  expect(client.chat.at(-1)?.text).toContain('Сделать надпись?');
});

test('a client who is answered with nothing under way is told nothing but the answer', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const client = floor.client('Ольга');
  await client.says('Есть торты?');
  await manager.says('Да', manager.sees('💬 Ольга'));
  expect(client.chat.at(-1)?.text).toBe('Мария: Да');
});

test('a photo in reply to a client reaches the client with its words, as soon as its bytes are here', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const client = floor.client('Ольга');
  await client.says('А как он выглядит?');
  const question = manager.sees('💬 Ольга').externalId;

  await manager.sends({ kind: 'file', file: { kind: 'photo', remoteId: 'x' }, caption: 'Вот такой', replyTo: question });
  await floor.passes(seconds(2));

  const got = client.sees('Мария: 📷 Вот такой');
  expect(got.message.picture).toMatch(/\.jpg$/);
  expect(manager.sees('✉️ Отправлено').text).toContain('Ольга');
  const [line] = await floor.store.read.select().from(messages).where(eq(messages.staffId, manager.id));
  const [sent] = await floor.store.read.select().from(attachments);
  expect(line).toMatchObject({ state: 'sent', text: 'Мария: 📷 Вот такой', clientId: 1 });
  expect(sent).toMatchObject({ clientId: 1, messageId: line?.id });
  expect(await floor.events()).toContain('client.answered');
});

test('a file to the question what to write goes to the client too; one that cannot be fetched is said not to have arrived', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const client = floor.client('Ольга');
  await client.says('Пришлите счёт');
  await manager.presses('Ответить');
  await manager.sends({ kind: 'file', file: { kind: 'file', remoteId: 'x', name: 'bill.pdf' }, caption: '' });
  await floor.passes(seconds(2));
  expect(client.sees('Мария: 📎').message.picture).toBeDefined();

  await manager.presses('Написать ещё');
  await manager.sends({ kind: 'file', file: { kind: 'voice', remoteId: 'gone' }, caption: '' });
  await floor.passes(seconds(2));
  expect(client.chat.some(({ text }) => text.includes('🎤'))).toBe(false);
  expect(manager.sees('Наше сообщение не дошло').text).toContain('Ольга');
});
