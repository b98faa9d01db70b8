import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clients, identities } from '../../db/schema/people.ts';
import { attachments } from '../../db/schema/talk.ts';
import { drafts } from '../../db/schema/work.ts';
import type { Heard } from '../../notifications/message.ts';
import { type Desk, type Floor, openFloor } from '../floor.ts';

async function office() {
  const floor = await openFloor();
  return { floor, manager: await floor.colleague('Ольга', 'manager') };
}

const text = (words: string, more: object = {}): Heard => ({ kind: 'text', text: words, forwardedFrom: 'Пётр Иванов', ...more });
const photo = (remoteId: string, more: object = {}): Heard => ({
  kind: 'file',
  file: { kind: 'photo', remoteId },
  caption: '',
  forwardedFrom: 'Пётр Иванов',
  ...more,
});

const allDrafts = ({ store }: Floor) => store.read.select().from(drafts);

/** The rest of `/new`, from what to where. */
async function answersTheRest(desk: Desk) {
  await desk.presses('Медовик');
  await desk.says('25.11 12:00');
  await desk.presses('Самовывоз');
  await desk.presses('Оформить');
}

test("a stranger's forwarded message is a draft with text and author, and an order after the questions that are left", async () => {
  const { floor, manager } = await office();
  await manager.sends(text('Здравствуйте! Хочу медовик к среде, 8 912 345-67-89'));

  const { text: shown } = manager.sees('Черновик 1');
  expect(shown).toContain('Пётр Иванов');
  expect(shown).toContain('Хочу медовик');
  expect(manager.buttonsOn('Черновик 1')).toEqual(['🎂 Сделать заказом', '📎 К заказу', '🗑 Выбросить']);
  await manager.presses('Сделать заказом');
  await answersTheRest(manager);

  expect(await floor.read(1)).toMatchObject({
    contactName: 'Пётр Иванов',
    contactPhone: '+79123456789',
    wishes: expect.stringContaining('Хочу медовик'),
  });
  expect(await allDrafts(floor)).toMatchObject([{ orderId: 1, closedAt: floor.clock.now() }]);
});

test('an album is one draft, and its pictures show the wished look of the order', async () => {
  const { floor, manager } = await office();
  for (const id of ['a', 'b', 'c']) await manager.sends(photo(id, { album: 'album 1', caption: id === 'a' ? 'Как тут' : '' }));

  expect(manager.chat.filter(({ text: shown }) => shown.includes('Черновик'))).toHaveLength(1);
  await manager.presses('Сделать заказом');
  await manager.says('+7 912 345-67-89');
  await answersTheRest(manager);
  const kept = await floor.store.read.select().from(attachments);
  expect(kept.map(({ orderId, purpose }) => [orderId, purpose])).toEqual([
    [1, 'reference'],
    [1, 'reference'],
    [1, 'reference'],
  ]);
});

test('the author is known by the address of the messenger, and the order is theirs whatever number is given', async () => {
  const { floor, manager } = await office();
  const maria = floor.client('Мария');
  await maria.sends({ kind: 'start', payload: '' });
  await floor.store.tx((tx) => tx.update(identities).set({ channel: 'telegram', address: '777' }).where(eq(identities.name, 'Мария')));
  await manager.sends(text('Можно на завтра?', { forwardedFrom: 'Masha', forwardedAddress: '777' }));

  expect(manager.sees('Черновик 1').text).toContain('👤 Мария');
  await manager.presses('Сделать заказом');
  await manager.says('+7 912 000-00-00');
  await answersTheRest(manager);
  expect(await floor.store.read.select().from(clients)).toMatchObject([{ name: 'Мария', phone: '+79120000000', ordersCount: 1 }]);
});

test('a forwarded contact and a voice message make drafts too', async () => {
  const { floor, manager } = await office();
  await manager.sends({ kind: 'contact', phone: '+79123456789', name: 'Пётр', own: false, forwardedFrom: 'Пётр' });
  await manager.sends({ kind: 'file', file: { kind: 'voice', remoteId: 'v' }, caption: '', forwardedFrom: 'Анна' });

  expect(await allDrafts(floor)).toMatchObject([
    { author: 'Пётр', phone: '+79123456789' },
    { author: 'Анна', attachments: [1] },
  ]);
  manager.sees('С голосовым сообщением');
});

test('a draft joins an order that is there: words as a note, the picture as the wished look', async () => {
  const { floor, manager } = await office();
  const number = await floor.order({ responsibleId: manager.id });
  await manager.sends(photo('a', { caption: 'Вот такой цвет' }));
  await manager.presses('К заказу');
  await manager.presses(`№ ${number}`);

  manager.sees(`Теперь это в заказе № ${number}`);
  expect(manager.sees('Вот такой цвет')).toBeDefined();
  expect(await floor.events()).toContain('order.noted');
  expect(await floor.store.read.select().from(attachments)).toMatchObject([{ orderId: number, purpose: 'reference' }]);
});

test('a draft is dealt with once: thrown away it becomes no order', async () => {
  const { floor, manager } = await office();
  await manager.sends(text('Скидки до 50 %!'));
  const order = manager.dataOf('Сделать заказом');
  await manager.presses('Выбросить');
  const { toast } = await manager.sends({ kind: 'button', data: order });

  expect(toast).toContain('уже разобрались');
  expect(await floor.store.read.select().from(clients)).toEqual([]);
  expect((await floor.events()).filter((type) => type === 'draft.closed')).toHaveLength(1);
});

test('a forwarded message interrupts no open question, and is no answer to it', async () => {
  const { floor, manager } = await office();
  await manager.says('/find');
  await manager.sends(text('Здравствуйте!'));
  manager.sees('Черновик 1');
  await manager.says('999');
  manager.sees('ничего');
  expect(await allDrafts(floor)).toHaveLength(1);
});

test('who takes no orders makes no drafts', async () => {
  const { floor } = await office();
  const cook = await floor.colleague('Игорь', 'cook');
  await cook.sends(text('Здравствуйте!'));
  expect(await allDrafts(floor)).toEqual([]);
});

test('a screenshot with words under it is a draft with these words and the number in them; of an album one', async () => {
  const { floor, manager } = await office();
  await manager.sends({ kind: 'file', file: { kind: 'photo', remoteId: 's' }, caption: 'Лера из инстаграма, 8 903 111-22-33, наполеон' });
  expect(manager.sees('Черновик 1').text).toContain('наполеон');
  for (const id of ['a', 'b']) await manager.sends({ kind: 'file', file: { kind: 'photo', remoteId: id }, caption: '', album: 'album 2' });
  expect(await allDrafts(floor)).toMatchObject([
    { attachments: [1], phone: '+79031112233' },
    { attachments: [2, 3], phone: null },
  ]);
  expect(manager.chat.filter(({ text: shown }) => shown.includes('Черновик'))).toHaveLength(2);
});

test("a stranger's contact out of the phone's book is a draft with that name and number", async () => {
  const { floor, manager } = await office();
  await manager.sends({ kind: 'contact', phone: '79035556677', name: 'Катя', own: false });
  expect(manager.sees('Черновик 1').text).toContain('Катя');
  expect(await allDrafts(floor)).toMatchObject([{ author: 'Катя', phone: '+79035556677', clientId: null }]);
});

test('a contact that somebody passed on is about the person in it', async () => {
  const { floor, manager } = await office();
  const maria = floor.client('Мария');
  await maria.sends({ kind: 'start', payload: '' });
  await floor.store.tx((tx) => tx.update(identities).set({ channel: 'telegram', address: '777' }).where(eq(identities.name, 'Мария')));
  await manager.sends({
    kind: 'contact',
    phone: '+79123456789',
    name: 'Пётр',
    own: false,
    forwardedFrom: 'Мария',
    forwardedAddress: '777',
  });
  expect(await allDrafts(floor)).toMatchObject([{ author: 'Пётр', clientId: null, phone: '+79123456789' }]);
});

test('a screenshot that was sent and not forwarded becomes a draft by a button, once', async () => {
  const { floor, manager } = await office();
  await manager.sends({ kind: 'file', file: { kind: 'photo', remoteId: 's' }, caption: '' });
  const press = manager.dataOf('Новый заказ с этим фото');
  await manager.sends({ kind: 'button', data: press });
  await manager.sends({ kind: 'button', data: press });
  expect(await allDrafts(floor)).toMatchObject([{ attachments: [1], author: null }]);
});

test('a stranger’s contact with several numbers becomes a draft that names them all', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Мария', 'manager');
  const others = [{ phone: '+74951234567', name: 'Пётр, работа' }];
  await manager.sends({ kind: 'contact', phone: '+79123456789', name: 'Пётр', own: false, others });
  expect(manager.sees('Пётр · ').text).toContain('💬 Пётр +79123456789; Пётр, работа +74951234567');
});
