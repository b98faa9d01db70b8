import { expect, test } from 'vitest';
import { clients } from '../../db/schema/people.ts';
import { rememberClientDoors } from '../../flows/sources/doors.ts';
import { findSources } from '../../flows/sources/find-sources.ts';
import { makeSource } from '../../flows/sources/make-source.ts';
import { removeSource } from '../../flows/sources/remove-source.ts';
import { openFloor } from '../floor.ts';

const system = { kind: 'system' } as const;

test('the owner names a flyer in the bot and gets links and QR codes to print', async () => {
  const floor = await openFloor();
  await floor.store.tx((tx) => rememberClientDoors(tx, { bot: 'anna_bot', site: 'https://anna.example', whatsapp: '15005550006' }));
  const owner = await floor.colleague('Лидия', 'owner');

  await owner.says('/source Флаер, весна');

  expect(owner.chat.map((shown) => shown.text).join('\n')).toContain('https://t.me/anna_bot?start=src-flaer-vesna');
  expect(owner.chat.map((shown) => shown.text).join('\n')).toContain('https://anna.example/order?src=flaer-vesna');
  expect(owner.chat.filter(({ message }) => message.picture !== undefined)).toHaveLength(3);
  expect(await findSources(floor.store.read)).toEqual([
    { code: 'flaer-vesna', named: { id: 1, title: 'Флаер, весна' }, clients: 0, orders: 0, lost: 0, sum: 0 },
  ]);
});

test('a client who came by the code is asked nothing, and the card says "flyer, spring"', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  await floor.store.tx((tx) => makeSource(tx, { title: 'Флаер, весна', by: system, now: floor.clock.now() }));
  const client = floor.client('Мария');
  await client.sends({ kind: 'start', payload: 'src-flaer-vesna' });
  const [{ clientId } = { clientId: 0 }] = await findClients(floor);

  await floor.order({ clientId });
  await floor.settles();

  expect(manager.sees('Заказ №').text).toContain('Источник: Флаер, весна');
  expect(await findSources(floor.store.read)).toMatchObject([
    { code: 'flaer-vesna', clients: 1, orders: 1, lost: 0, sum: expect.any(Number) },
    { code: 'phone', named: undefined, clients: 1, orders: 0 },
  ]);
});

test('what a WhatsApp link typed for the client is no question to anybody', async () => {
  const floor = await openFloor();
  const client = floor.client('Мария');
  await client.says('Здравствуйте! (src-flaer)');

  client.sees('Чем помочь?');
  expect(await findClients(floor)).toMatchObject([{ source: 'flaer' }]);
  expect(await floor.events()).not.toContain('client.asked');
});

test('two sources of one name have codes of their own, and a removed code is never given again', async () => {
  const { store, clock } = await openFloor();
  const make = () => store.tx((tx) => makeSource(tx, { title: 'Флаер', by: system, now: clock.now() }));
  const first = await make();
  await store.tx((tx) => removeSource(tx, { sourceId: first.id, by: system, now: clock.now() }));

  expect((await make()).code).toBe('flaer-2');
  expect(await findSources(store.read)).toMatchObject([{ code: 'flaer-2' }]);
});

test('a source that is named twice stays one, so that its figures do not fall apart', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Лидия', 'owner');
  await owner.says('/source Флаер, весна');
  await owner.says('/source флаер, весна');
  expect(await findSources(floor.store.read)).toMatchObject([{ code: 'flaer-vesna' }]);
});

test('only the owner and the head of sales make sources', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  await manager.says('/source Флаер');
  manager.sees('недоступно');
  expect(await findSources(floor.store.read)).toEqual([]);
});

const findClients = async ({ store }: Awaited<ReturnType<typeof openFloor>>) =>
  store.read.select({ clientId: clients.id, source: clients.source }).from(clients);
