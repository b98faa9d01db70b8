import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { orders } from '../../../db/schema/orders.ts';
import { clients } from '../../../db/schema/people.ts';
import { messages } from '../../../db/schema/talk.ts';
import { searchIndex } from '../../../db/search.ts';
import { setContact } from '../../../flows/clients/set-contact.ts';
import { feedIndex } from '../../../flows/search/feed-index.ts';
import { findAnything } from '../../../flows/search/find-anything.ts';
import { type Floor, openFloor } from '../../floor.ts';

/** What the tick does, until nothing is left. */
async function feedAll({ store }: Floor): Promise<void> {
  while (await feedIndex(store));
}

const linesFor = async ({ store }: Floor, query: string) => (await findAnything(store.read, query)).lines.map(({ text }) => text);

test('a word from the chat leads to the client, whether the index has come so far or not', async () => {
  const floor = await openFloor();
  await floor.colleague('Анна', 'owner');
  await floor.client('Мария').says('Можно ли сделать торт в виде ЁЖИКА с грибами?');
  for (const _ of ['fresh', 'indexed']) {
    for (const query of ['ежика', 'ЁЖИКА грибами', 'грибами ёжик', 'торт в виде']) {
      const { clients, lines } = await findAnything(floor.store.read, query);
      expect(clients, query).toEqual([]);
      expect(lines, query).toMatchObject([{ clientName: 'Мария', text: 'Можно ли сделать торт в виде ЁЖИКА с грибами?' }]);
    }
    expect(await linesFor(floor, 'ёжик слонами')).toEqual([]);
    await feedAll(floor);
  }
});

test('what the shop says to everybody, presses and commands are not what people said', async () => {
  const floor = await openFloor();
  const client = floor.client('Мария');
  await client.says('/start');
  await client.says('/order');
  await client.presses('Торты');
  await feedAll(floor);
  for (const query of ['закажу', 'торты', 'start', 'order']) expect(await linesFor(floor, query), query).toEqual([]);
});

test('a long text is cut around the word', async () => {
  const floor = await openFloor();
  await floor.colleague('Анна', 'owner');
  await floor.client('Мария').says(`${'очень '.repeat(60)}жирафа ${'хочу '.repeat(60)}`);
  const [line] = await linesFor(floor, 'жираф');
  expect(line).toMatch(/^….*жирафа.*…$/);
  expect(line?.length).toBeLessThan(100);
});

test('a message whose words are hidden or erased cannot be found any more, and no letter of it stays in the index', async () => {
  const floor = await openFloor();
  await floor.colleague('Анна', 'owner');
  const client = floor.client('Мария');
  await client.says('У меня аллергия на кешью');
  await client.says('Жду ответа');
  await feedAll(floor);
  expect(await linesFor(floor, 'кешью')).toHaveLength(1);
  await floor.store.tx(async (tx) => {
    await tx.update(messages).set({ text: '(скрыто)' }).where(eq(messages.text, 'У меня аллергия на кешью'));
  });
  await feedAll(floor);
  expect(await linesFor(floor, 'кешью')).toEqual([]);
  const kept = await floor.store.read.select({ text: searchIndex.text }).from(searchIndex);
  expect(kept.some(({ text }) => text.includes('кешью'))).toBe(false);
});

test('an order is found by its wishes, its address and who receives it; after the words are changed by the new ones only', async () => {
  const floor = await openFloor();
  await floor.colleague('Анна', 'owner');
  const orderId = await floor.order({
    wishes: 'Единорог из мастики',
    fulfilment: 'delivery',
    address: { text: 'Лесная, 12' },
    contactName: 'Пётр Сёмин',
    contactPhone: '+79165554417',
  });
  const found = async (query: string) => (await findAnything(floor.store.read, query)).orders.map(({ id }) => id);
  for (const _ of ['fresh', 'indexed']) {
    for (const query of ['единорог', 'лесная', 'семин петр', '5554417', '8 (916) 555-44-17'])
      expect(await found(query), query).toEqual([orderId]);
    await feedAll(floor);
  }
  await floor.store.tx((tx) =>
    tx
      .update(orders)
      .set({ wishes: null })
      .where(eq(orders.id, orderId))
      .then(() => undefined),
  );
  await feedAll(floor);
  expect(await found('единорог')).toEqual([]);
});

test('the search is fed in small bites and comes to an end', async () => {
  const floor = await openFloor();
  await floor.colleague('Анна', 'owner');
  await floor.client('Мария').says('Первое слово: барсук');
  const [line] = await floor.store.read.select().from(messages).where(eq(messages.text, 'Первое слово: барсук'));
  await floor.store.tx(async (tx) => {
    for (let count = 0; count < 1200; count++)
      await tx.insert(messages).values({ ...line, id: undefined, text: `строка ${count}` } as typeof messages.$inferInsert);
  });
  let bites = 1;
  while (await feedIndex(floor.store)) bites++;
  expect(bites).toBe(3);
  expect(await feedIndex(floor.store)).toBe(false);
  expect(await linesFor(floor, 'барсук')).toHaveLength(1);
});

test('the staff bot offers the chats in which a word was said', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  await floor.client('Мария').says('Сделаете бегемота из марципана?');
  await manager.says('бегемот');
  expect(manager.buttonsOn('найдено 1')[0]).toBe('💬 Мария: Сделаете бегемота из марципана?');
});

test('a client is found by any piece of the name or number on the card, renamed by the new ones only, and a piece of two letters will do', async () => {
  const floor = await openFloor();
  await floor.client('Мария').says('/start');
  const [card] = await floor.store.read.select().from(clients);
  const call = (name: string, phone: string) => floor.store.tx((tx) => setContact(tx, { clientId: card?.id ?? 0, name, phone }));
  const found = async (query: string) => (await findAnything(floor.store.read, query)).clients.length;
  await call('Анна Соловьёва', '+79160000000');
  for (const query of ['соловьева', 'ОЛОВЬ', 'анна солов', 'солов мари', 'ан', 'ма соло']) expect(await found(query), query).toBe(1);
  for (const query of ['соловьева ольга', 'соловьиха', 'яя', '1234567']) expect(await found(query), query).toBe(0);

  await call('Яна Ли', '+79161234567');
  for (const query of ['яна', 'ли', '1234567', '8 916 123-45-67']) expect(await found(query), query).toBe(1);
  expect(await found('соловьева')).toBe(0);
});
