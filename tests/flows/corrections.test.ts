import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clients } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import { feedIndex } from '../../flows/search/feed-index.ts';
import { findAnything } from '../../flows/search/find-anything.ts';
import { type Desk, type Floor, openFloor } from '../floor.ts';

async function asked(): Promise<{ floor: Floor; olga: Desk; vera: Desk }> {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const vera = floor.client('Вера');
  await vera.says('Можно торт на 5 человек?');
  return { floor, olga, vera };
}

const thread = ({ store }: Floor) =>
  store.read
    .select({ text: messages.text, correctedAt: messages.correctedAt })
    .from(messages)
    .where(eq(messages.direction, 'in'))
    .orderBy(asc(messages.id));

test('a client who corrects a question is read corrected where the old words stood, and nothing is asked twice', async () => {
  const { floor, olga, vera } = await asked();
  const before = olga.chat.length;
  await vera.edits('Можно торт на 5 человек?', 'Можно торт на 15 человек?');
  expect(olga.chat.length).toBe(before);
  expect(olga.sees('15 человек').text).toContain('✎ исправлено: Можно торт на 15 человек?');
  expect(olga.chat.some(({ text }) => text.includes('на 5 человек'))).toBe(false);
  expect(olga.buttonsOn('15 человек')).toContain('Ответить');
  expect((await thread(floor)).at(-1)).toMatchObject({ text: 'Можно торт на 15 человек?', correctedAt: floor.clock.now() });
});

test('corrected twice, the notice shows the last words alone', async () => {
  const { olga, vera } = await asked();
  await vera.edits('Можно торт на 5 человек?', 'Можно торт на 15 человек?');
  await vera.edits('Можно торт на 15 человек?', 'Можно торт на 25 человек?');
  expect(olga.sees('25 человек').text.match(/исправлено/g)).toHaveLength(1);
  expect(olga.chat.some(({ text }) => text.includes('15 человек'))).toBe(false);
});

test('who has answered the old words already is told of the correction anew', async () => {
  const { floor, olga, vera } = await asked();
  await olga.says('Да, 1 кг хватит', olga.sees('5 человек'));
  await vera.edits('Можно торт на 5 человек?', 'Можно торт на 15 человек?');
  expect(olga.chat.filter(({ text }) => text.includes('исправлено: Можно торт на 15 человек?'))).toHaveLength(2);
  const [client] = await floor.store.read.select().from(clients);
  expect(client?.waitingSince).not.toBeNull();
});

test('a preview that the platform adds is no correction', async () => {
  const { floor, vera } = await asked();
  await vera.edits('Можно торт на 5 человек?', 'Можно торт на 5 человек?');
  expect(await floor.events()).not.toContain('client.corrected');
});

test('a corrected answer in the middle of an order reaches the manager, and the client hears so', async () => {
  const floor = await openFloor();
  const olga = await floor.colleague('Ольга', 'manager');
  const vera = floor.client('Вера');
  await vera.says('/order');
  await vera.presses('Торты');
  await vera.says('Наполеон');
  await vera.edits('Наполеон', 'Медовик');
  olga.sees('✎ исправлено: Медовик');
  vera.sees('Исправление передала менеджеру');
});

test('a colleague who corrects an answer corrects what the client reads', async () => {
  const { floor, olga, vera } = await asked();
  await olga.says('Да, 900 рублей', olga.sees('5 человек'));
  const shown = vera.chat.length;
  await olga.edits('Да, 900 рублей', 'Да, 1900 рублей');
  expect(vera.chat.length).toBe(shown);
  vera.sees('Ольга: Да, 1900 рублей');
  expect(vera.chat.some(({ text }) => text.includes('900 рублей') && !text.includes('1900'))).toBe(false);
  olga.sees('Исправили и у клиента');
  const [answer] = await floor.store.read.select().from(messages).where(eq(messages.text, 'Ольга: Да, 1900 рублей'));
  expect(answer).toMatchObject({ state: 'sent', correctedAt: floor.clock.now() });
});

test('what a colleague typed to the question of an answer is corrected too, in English as well', async () => {
  const floor = await openFloor({ language: 'en' });
  const olga = await floor.colleague('Olga', 'manager');
  const vera = floor.client('Vera');
  await vera.says('Is it gluten free?');
  await olga.presses('✍ Reply');
  await olga.says('Yes');
  await olga.edits('Yes', 'No, it is not');
  vera.sees('Olga: No, it is not');
  olga.sees('Corrected on the client’s side too');
});

test('a text that begins with # does not become a note after the client has read it, nor do they read the note', async () => {
  const { olga, vera } = await asked();
  await olga.says('Да', olga.sees('5 человек'));
  await olga.edits('Да', '# клиент сложный');
  olga.sees('заметкой оно не станет');
  expect(vera.chat.some(({ text }) => text.includes('сложный'))).toBe(false);
});

test('where the channel lets nothing be changed the colleague is told, and sends the correction with one tap, once', async () => {
  const { floor, olga, vera } = await asked();
  await olga.says('Да, 900 рублей', olga.sees('5 человек'));
  await floor.store.tx((tx) => tx.update(messages).set({ channel: 'sms' }).where(eq(messages.text, 'Ольга: Да, 900 рублей')));
  await olga.edits('Да, 900 рублей', 'Да, 1900 рублей');
  olga.sees('СМС не даёт изменить отправленное');
  vera.sees('Ольга: Да, 900 рублей');
  const again = olga.dataOf('Отправить исправленное');
  await olga.presses('Отправить исправленное');
  vera.sees('Ольга: Да, 1900 рублей');
  await olga.sends({ kind: 'button', data: again });
  expect(vera.chat.filter(({ text }) => text.includes('1900 рублей'))).toHaveLength(1);
});

test('a corrected line is found by its new words, and no more by the old', async () => {
  const { floor, vera } = await asked();
  await feedIndex(floor.store);
  await vera.edits('Можно торт на 5 человек?', 'Можно эклеры на 15 человек?');
  const found = async (words: string) => (await findAnything(floor.store.read, words)).lines.length;
  expect([await found('эклеры человек'), await found('торт человек')]).toEqual([1, 0]);
});
