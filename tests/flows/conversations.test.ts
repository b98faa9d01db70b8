import { expect, test } from 'vitest';
import { closeChat } from '../../flows/messages/close-chat.ts';
import { countOpen, findConversations } from '../../flows/messages/find-conversations.ts';
import { writeClient } from '../../flows/messages/write-client.ts';
import { minutes } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

test('who waits longest stands first, with what they said last, where, and how much they asked', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  const by = { kind: 'staff', id: manager.id } as const;
  const [maria, ivan, anna] = [floor.client('Мария'), floor.client('Иван'), floor.client('Анна')];
  await anna.says('/start');
  await maria.says('Есть медовик?');
  const since = floor.clock.now();
  floor.clock.advance(minutes(1));
  await ivan.says('Сколько стоит?');
  floor.clock.advance(minutes(1));
  await maria.says('Ау!');
  const { list } = await findConversations(floor.store.read);
  expect(list.map(({ name, unread }) => [name, unread])).toEqual([
    ['Мария', 2],
    ['Иван', 1],
    ['Анна', 0],
  ]);
  expect(list[0]).toMatchObject({ waitingSince: since, channel: 'web' });
  expect(await countOpen(floor.store.read)).toBe(2);

  const clientId = list[0]?.clientId ?? 0;
  const now = floor.clock.now();
  await floor.store.tx((tx) => writeClient(tx, { clientId, text: 'Есть!', by, now }));
  await floor.settles();
  maria.sees('Есть!');
  const open = async () => (await findConversations(floor.store.read, { only: 'open' })).list.map(({ name }) => name);
  expect(await open()).toEqual(['Иван', 'Мария']);
  expect(await countOpen(floor.store.read)).toBe(2);
  const ivanId = list[1]?.clientId ?? 0;
  for (const id of [clientId, ivanId]) await floor.store.tx((tx) => closeChat(tx, { clientId: id, by, now }).then(() => undefined));
  expect(await open()).toEqual([]);
  expect(await countOpen(floor.store.read)).toBe(0);
});

test('what begins with # stays inside and calls the colleague named in it', async () => {
  const floor = await openFloor();
  const [manager, head] = [await floor.colleague('Ольга', 'manager'), await floor.colleague('Борис', 'workshop-head')];
  const by = { kind: 'staff', id: manager.id } as const;
  const maria = floor.client('Мария');
  await maria.says('Есть медовик?');
  const [{ clientId } = { clientId: 0 }] = (await findConversations(floor.store.read)).list;
  const before = maria.chat.length;
  const now = floor.clock.now();
  const written = await floor.store.tx((tx) => writeClient(tx, { clientId, text: '# @борис, сделаем?', by, now }));
  await floor.settles();
  expect(written).toMatchObject({ inside: true, called: { told: [{ name: 'Борис' }] } });
  head.sees('сделаем?');
  expect(maria.chat).toHaveLength(before);
  expect(await countOpen(floor.store.read)).toBe(1);
  for (const text of ['', '  ', '#', '# '])
    await expect(floor.store.tx((tx) => writeClient(tx, { clientId, text, by, now }))).rejects.toThrow('message.empty');
});
