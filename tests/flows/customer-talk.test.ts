import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { products } from '../../db/schema/catalog.ts';
import { stages } from '../../db/schema/orders.ts';
import { conversations } from '../../db/schema/talk.ts';
import { events, outbox } from '../../db/schema/work.ts';
import { encodePress } from '../../flows/dialogs/press.ts';
import { record } from '../../flows/events.ts';
import { hours } from '../../notifications/time.ts';
import { newWorld, type Person, standsAt, type World } from '../world.ts';

const order = ['~/order', 'Торты', 'Медовик', 'Вишня', 'Медовая', '2 кг', 'Без надписи', 'Это всё', 'Без пожеланий', 'Без фото', 'Нет'];
const rest = ['Доставка', '~ул. Ленина, 5', 'сб, 06.03', '12:00', 'Мария', '~89123456789', 'Подтверждаю'];

async function afterOrder(): Promise<{ world: World; maria: Person }> {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...order, ...rest);
  return { world, maria };
}

test('a client who comes back is greeted by name and offered the last address and phone', async () => {
  const { maria } = await afterOrder();

  await maria.does('~/start');
  expect(await maria.sees()).toContain('Здравствуйте, Мария!');
  await maria.does(...order, 'Доставка');
  expect(await maria.buttons()).toContain('Как в прошлый раз: ул. Ленина, 5');
  await maria.does('Как в прошлый раз', 'сб, 06.03', '12:00', 'Мария');
  expect(await maria.buttons()).toContain('+7 912 345 67 89');
});

test('my orders shows stage, time and balance', async () => {
  const { maria } = await afterOrder();
  await maria.does('~Мои заказы');
  const seen = await maria.sees();
  expect(seen).toContain('№ 1 · Новый');
  expect(seen).toContain('Привезём: суббота, 6 марта, 12:00–14:00');
  expect(seen).toContain('К оплате 5 300 ₽');
});

test('a client cancels while the stage allows it, with a reason; the counters forget the order', async () => {
  const { world, maria } = await afterOrder();

  await maria.does('Заказ № 1', 'Отменить заказ', 'Дорого');

  expect((await world.orders())[0]).toMatchObject({ outcome: 'lost', lossReason: 'price' });
  expect(await maria.card()).toMatchObject({ ordersCount: 0, ordersSum: 0 });
  expect(await maria.sees()).toContain('Заказ № 1 отменён');
  expect((await world.events()).at(-1)).toBe('order.moved');
});

test('an old cancel button of a cancelled order changes nothing and says how things stand', async () => {
  const { world, maria } = await afterOrder();
  await maria.does('Заказ № 1');
  const data = await maria.dataOf('Отменить заказ');
  await maria.does('Отменить заказ', '~Заболела, праздника не будет', 'Да, отменить');
  const before = await world.events();

  const { toast } = await maria.sends({ kind: 'button', data });

  expect(toast).toBe('Заказ уже закрыт.');
  expect(await world.events()).toEqual(before);
});

test('leaving the cancelling keeps the order', async () => {
  const { world, maria } = await afterOrder();
  await maria.does('Заказ № 1', 'Отменить заказ', 'Не отменять');
  expect((await maria.hears())[0]).toBe('Хорошо, заказ остаётся в силе.');
  expect((await world.orders())[0]?.outcome).toBe('open');
});

test('once the cake is being made the client cannot cancel or move it, by no button', async () => {
  const { world, maria } = await afterOrder();
  await maria.does('Заказ № 1');
  const data = await maria.dataOf('Перенести');
  await world.store.tx((tx) => tx.update(stages).set({ clientMayChange: false }).where(eq(stages.position, 1)));

  const { toast } = await maria.sends({ kind: 'button', data });
  expect(toast).toContain('уже в работе');
  await maria.does('~/orders');
  expect(await maria.buttons()).not.toContain('🕑 Перенести');
});

test('a client moves the order to a free window; what was planned about the old time is taken back', async () => {
  const { world, maria } = await afterOrder();
  await world.store.tx((tx) =>
    tx
      .insert(outbox)
      .values({ kind: 'timer', payload: {}, subject: 'due:1', runAt: world.clock.now() + hours(24), createdAt: world.clock.now() }),
  );

  await maria.does('Заказ № 1', 'Перенести', 'вс, 07.03', '10:00');

  const [placed] = await world.orders();
  expect(new Date(placed?.dueAt ?? 0).toISOString()).toBe('2027-03-07T07:00:00.000Z');
  expect((await world.events()).at(-1)).toBe('order.rescheduled');
  const [planned] = await world.store.read.select().from(outbox).where(eq(outbox.subject, 'due:1'));
  expect(planned).toMatchObject({ result: 'skipped' });
});

test('repeat opens the same order with the answers in it; only what may differ is asked', async () => {
  const { world, maria } = await afterOrder();

  await maria.does('Заказ № 1', 'Повторить');
  expect(await standsAt(world)).toBe('order:allergies');
  await maria.does('Нет', '~15.03', '12:00', 'Подтверждаю');

  const [first, second] = await world.orders();
  expect(second).toMatchObject({ total: first?.total, address: 'ул. Ленина, 5', contactPhone: '+79123456789' });
});

test('nobody sees, cancels or repeats another client’s order', async () => {
  const { world } = await afterOrder();
  const eve = world.client('Ева');
  await eve.does('~/start');
  await eve.says('/orders 1');
  expect(await eve.sees()).not.toContain('Медовик');
});

test('free text goes to a person once, says when they answer, and the open question comes again', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/order', 'Торты', '~а вы делаете торты без глютена?');

  expect((await maria.hears())[0]).toBe('Я передала ваше сообщение менеджеру. Он скоро ответит здесь же.');
  expect(await maria.sees()).toContain('Выберите');
  await maria.does('~и без сахара?');
  expect((await maria.hears())[0]).toBe('И это передала менеджеру.');
  expect((await world.events()).filter((type) => type === 'client.asked')).toHaveLength(2);
  await maria.does('Медовик');
  expect(await standsAt(world)).toBe('order:option');
});

test('at night the client is told when somebody will answer', async () => {
  const world = await newWorld({ at: Date.parse('2027-03-01T23:40:00+03:00') });
  const maria = world.client();
  await maria.does('~/start', '~Добрый вечер! Есть кто?');
  expect((await maria.hears())[0]).toContain('после открытия: завтра в 10:00');
});

test('ten photos in a row are answered once', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/start');
  let answers = 0;
  for (let i = 0; i < 10; i++) {
    await maria.sends({ kind: 'file', file: { kind: 'photo', remoteId: `p${i}` }, caption: '' });
    answers += (await maria.hears()).length;
  }
  expect(answers).toBe(1);
  expect((await world.events()).filter((type) => type === 'client.asked')).toHaveLength(10);
});

test('a call for the manager gives the floor to a person until the next button', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...order.slice(0, 7), 'Это всё', '~менеджер');
  expect(await maria.sees()).toContain('Зову менеджера');

  await maria.does('~Хочу торт в виде кота');
  expect(await standsAt(world)).toBe('order:wishes');
  expect((await world.events()).filter((type) => type === 'client.asked')).toHaveLength(2);
  await maria.does('Продолжить');
  expect(await maria.sees()).toContain('Есть пожелания?');
  await maria.does('~С котом');
  expect(await standsAt(world)).toBe('order:photos');
});

test('a sticker is smiled at and disturbs nobody', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/order');
  await maria.sends({ kind: 'other', what: 'sticker' });
  expect((await maria.hears())[0]).toContain('Спасибо');
  expect(await world.events()).not.toContain('client.asked');
});

test('thanks are returned and disturb nobody, unless somebody is being asked', async () => {
  const { world, maria } = await afterOrder();
  await maria.does('~Спасибо большое!');
  expect((await maria.hears()).at(-1)).toBe('Пожалуйста! 🙂');
  expect(await world.events()).not.toContain('client.asked');
  await maria.does('~А свечи положите?', '~спасибо');
  expect((await world.events()).filter((type) => type === 'client.asked')).toHaveLength(2);
});

test('words in place of a button lead to the order, to the orders and to the help; said to a person they are for the person', async () => {
  const { world, maria } = await afterOrder();
  await maria.does('~Где мой заказ?');
  expect(await maria.sees()).toContain('№ 1 · Новый');
  await maria.does('~status');
  expect(await maria.sees()).toContain('№ 1 · Новый');
  await maria.does('~Помощь!');
  expect(await maria.sees()).toContain('Вот что я умею');
  await maria.does('~Хочу заказать');
  expect(await maria.sees()).toContain('Что будем заказывать?');
  await maria.does('~менеджер', '~статус');
  expect((await world.events()).filter((type) => type === 'client.asked')).toHaveLength(2);
});

test('who asks for an order that this chat does not know of is led to a person who can find it', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/start', '~где мой заказ');
  expect(await maria.sees()).toContain('В этом чате заказов пока нет');
  expect(await maria.buttons()).toEqual(['🎂 Сделать заказ', '💬 Менеджер']);
});

test('voice, a strange contact and an unknown command are answered, and the first two reach a person', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/start');
  await maria.sends({ kind: 'file', file: { kind: 'voice', remoteId: 'v' }, caption: '' });
  expect((await maria.hears()).join()).toContain('передала');
  await maria.sends({ kind: 'contact', phone: '+79990001122', name: 'Пётр', own: false });
  await maria.does('~/unknown');
  expect((await maria.hears())[0]).toBe('Команды /unknown нет.');
  expect((await world.events()).filter((type) => type === 'client.asked')).toHaveLength(2);
  expect((await maria.card()).phone).toBeNull();
});

test('the menu in the middle of an order offers to go on with it', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/order', 'Торты', '~меню');
  expect(await maria.buttons()).toContain('▶ Продолжить');
  await maria.does('Продолжить');
  expect(await standsAt(world)).toBe('order:product');
});

test('a link tells where the client came from, and the first answer stays', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.sends({ kind: 'start', payload: 'src-flyer-spring' });
  await maria.sends({ kind: 'start', payload: 'src-other' });
  expect((await maria.card()).source).toBe('flyer-spring');
});

test('the language is changed by one press, also in the middle of an order', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/order', 'Торты', '~меню', 'English');
  expect(await maria.sees()).toContain('English it is');
  await maria.does('Continue');
  expect(await maria.sees()).toContain('Choose what you fancy');
});

test('a reminder is confirmed once', async () => {
  const { world, maria } = await afterOrder();
  const data = encodePress({ kind: 'open', dialog: 'order-confirm', args: ['1'], keep: true }, 1);
  await maria.sends({ kind: 'button', data });
  await maria.sends({ kind: 'button', data });
  expect((await world.orders())[0]?.confirmedAt).toBe(world.clock.now());
  expect((await world.events()).filter((type) => type === 'order.confirmed')).toHaveLength(1);
  expect(await maria.sees()).toContain('подтверждён');
});

test('while a colleague has the floor the bot keeps silent, and the next button gives it back', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does(...order.slice(0, 7), 'Это всё', '~менеджер');
  await world.store.tx(async (tx) => {
    await tx.update(conversations).set({ withPerson: true });
    await record(
      tx,
      { type: 'client.answered', clientId: (await maria.card()).id, messageId: 1 },
      { kind: 'staff', id: 1 },
      world.clock.now(),
    );
  });

  await maria.does('~Спасибо!');
  expect(await maria.hears()).toEqual([]);
  expect((await world.events()).at(-1)).toBe('client.asked');
  await maria.does('Без пожеланий');
  expect(await standsAt(world)).toBe('order:photos');
});

test('a button of an earlier order does not speak of the latest one', async () => {
  const { world, maria } = await afterOrder();
  const data = encodePress({ kind: 'step', version: 3, choice: 'yes', keep: false }, 1);
  await maria.does(...order, 'Самовывоз', 'сб, 06.03', '12:00', 'Мария', '~89123456789', 'Подтверждаю');
  expect(await world.orders()).toHaveLength(2);

  const { toast } = await maria.sends({ kind: 'button', data, messageId: '7' });
  expect(toast).toBe('Эта кнопка устарела. Вот как обстоят дела сейчас.');
});

test('confirmed again, a reminder says so without another message', async () => {
  const { maria } = await afterOrder();
  const data = encodePress({ kind: 'open', dialog: 'order-confirm', args: ['1'], keep: true }, 1);
  await maria.sends({ kind: 'button', data });
  const { toast } = await maria.sends({ kind: 'button', data });
  expect(toast).toBe('Заказ № 1 уже подтверждён, спасибо!');
  expect(await maria.hears()).toEqual([]);
});

test('the reminder of a time that has changed since does not confirm the new one', async () => {
  const { world, maria } = await afterOrder();
  const [placed] = await world.orders();
  const data = encodePress({ kind: 'open', dialog: 'order-confirm', args: ['1', (placed?.dueAt ?? 0).toString(36)], keep: true }, 1);
  await maria.does('Заказ № 1', 'Перенести', 'вс, 07.03', '10:00');

  await maria.sends({ kind: 'button', data });

  expect((await world.orders())[0]?.confirmedAt).toBeNull();
  expect(await maria.sees()).toBe('Время заказа № 1 с тех пор изменилось: воскресенье, 7 марта, 10:00–12:00. Всё в силе?');
  await maria.does('Подтверждаю');
  expect((await world.orders())[0]?.confirmedAt).toBe(world.clock.now());
});

test('the day before, an order can still be moved to a later hour of its day: it is being made anyway', async () => {
  const { world, maria } = await afterOrder();
  world.clock.advance(hours(96));

  await maria.does('Заказ № 1', 'Перенести');
  expect(await maria.sees()).toContain('Переносим заказ № 1 (сейчас: суббота, 6 марта, 12:00–14:00).');
  expect((await maria.buttons()).slice(0, 2)).toEqual(['сб, 06.03', 'вс, 07.03']);
  await maria.does('сб, 06.03');
  expect(await maria.buttons()).not.toContain('10:00–12:00');
  await maria.does('18:00');

  expect(new Date((await world.orders())[0]?.dueAt ?? 0).toISOString()).toBe('2027-03-06T15:00:00.000Z');
});

test('a question typed while the reason of cancelling is asked cancels nothing', async () => {
  const { world, maria } = await afterOrder();
  await maria.does('Заказ № 1', 'Отменить заказ', '~а деньги вернёте?');
  expect(await maria.sees()).toBe('Отменить заказ № 1? Причина: «а деньги вернёте?».');
  await maria.does('~нет');
  expect((await world.orders())[0]?.outcome).toBe('open');
  expect(await maria.sees()).toBe('Хорошо, заказ остаётся в силе.');
});

test('one who cancelled the only order is still known, and finds it', async () => {
  const { maria } = await afterOrder();
  await maria.does('Заказ № 1', 'Отменить заказ', 'Дорого', '~/start');
  expect(await maria.sees()).toContain('Здравствуйте, Мария!');
  expect(await maria.buttons()).toContain('📦 Мои заказы');
});

test('the menu does not say hello twice in one talk', async () => {
  const { maria } = await afterOrder();
  await maria.does('~меню');
  expect(await maria.sees()).toBe('Чем помочь?');
});

test('an order placed at night says when a manager will call', async () => {
  const world = await newWorld({ at: Date.parse('2027-03-01T23:40:00+03:00') });
  const maria = world.client();
  await maria.does(...order, ...rest);
  expect(await maria.sees()).toContain('Сейчас мы закрыты, менеджер свяжется с вами после открытия: завтра в 10:00.');
});

test('a smile disturbs nobody, a forwarded message reaches a person with its author, and what cannot be read is answered', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~/order', '~👍🏽❤️');
  await maria.sends({ kind: 'other', what: 'poll' });
  expect((await maria.hears())[0]).toContain('Такое я открыть не смогу');
  await maria.sends({ kind: 'text', text: '\u200B' });
  expect(await world.events()).not.toContain('client.asked');
  await maria.sends({ kind: 'text', text: 'Скидка 50 %', forwardedFrom: 'Пётр' });
  const asked = await world.store.read.select({ data: events.data }).from(events).where(eq(events.type, 'client.asked'));
  expect(asked.map(({ data }) => data.text)).toEqual(['↪ Пётр: Скидка 50 %']);
});

test('repeating an order at another price says so, and what is no longer sold is asked for by its name', async () => {
  const { world, maria } = await afterOrder();
  await world.store.tx((tx) => tx.update(products).set({ price: 2500_00 }).where(eq(products.position, 1)));
  await maria.does('Заказ № 1', 'Повторить', 'Нет');
  expect(await maria.sees()).toContain('С прошлого раза цена изменилась: было 4 800 ₽, теперь 5 400 ₽.');

  await world.store.tx((tx) => tx.update(products).set({ active: false }).where(eq(products.position, 1)));
  await maria.does('~/cancel', '~/orders', 'Повторить');
  expect(await maria.sees()).toContain('Увы, этого уже нет в продаже: Медовик.');
  await maria.does('Торты', 'Наполеон', 'Заварной', '~2');
  expect(await standsAt(world)).toBe('order:allergies');
});

test('after Done the next question is passed on with all the words again, for nobody is listening any more', async () => {
  const world = await newWorld();
  const maria = world.client();
  await maria.does('~Делаете без сахара?');
  const { id } = await maria.card();
  await world.store.tx((tx) => tx.update(conversations).set({ withPerson: false }));
  await world.store.tx((tx) => record(tx, { type: 'client.chat-closed', clientId: id }, { kind: 'staff', id: 1 }, world.clock.now()));
  await maria.does('~А без глютена?');
  expect((await maria.hears())[0]).toBe('Я передала ваше сообщение менеджеру. Он скоро ответит здесь же.');
});

test('a second tap on Repeat is the same as one', async () => {
  const { world, maria } = await afterOrder();
  await maria.does('Заказ № 1');
  const data = await maria.dataOf('Повторить');
  await maria.sends({ kind: 'button', data });
  await maria.sends({ kind: 'button', data });
  expect(await maria.sees()).toBe('Есть ли у вас или у гостей на что-нибудь аллергия?');
  expect(await standsAt(world)).toBe('order:allergies');
});
