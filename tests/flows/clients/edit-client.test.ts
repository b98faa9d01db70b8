import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clients, identities } from '../../../db/schema/people.ts';
import { events } from '../../../db/schema/work.ts';
import { type ClientChange, editClient } from '../../../flows/clients/edit-client.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { recordView } from '../../../flows/history/record-view.ts';
import { tellClient } from '../../../flows/messages/tell-client.ts';
import { findAnything } from '../../../flows/search/find-anything.ts';
import { hours } from '../../../notifications/time.ts';
import { type Floor, openFloor } from '../../floor.ts';

async function clientOf(floor: Floor): Promise<number> {
  const order = await floor.read(await floor.order());
  return order.clientId;
}

const editAs = (floor: Floor, clientId: number, staffId: number) => async (change: ClientChange) => {
  const shop = await floor.shop();
  const by = { kind: 'staff', id: staffId, door: 'panel: Chrome' } as const;
  await floor.store.tx((tx) => editClient(tx, { clientId, change, by, now: floor.clock.now(), shop }));
};

const lastEvent = async ({ store }: Floor, type: string) => (await store.read.select().from(events).where(eq(events.type, type))).at(-1);

test('a card is edited field by field, and the journal keeps what was and what is, by whom and through which door', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  const clientId = await clientOf(floor);
  const edit = editAs(floor, clientId, manager.id);
  await edit({
    name: ' Ольга  Сёмина ',
    phone: '8 (916) 555-44-17',
    birthday: '--02-29',
    status: 'lost',
    language: 'en',
    fields: { 'Код домофона': '12К' },
  });
  const card = await getClient(floor.store.read, clientId);
  expect(card).toMatchObject({ name: 'Ольга Сёмина', phone: '+79165554417', birthday: '--02-29', status: 'lost', language: 'en' });
  expect(card.fields).toEqual({ 'Код домофона': '12К' });
  const told = await lastEvent(floor, 'client.edited');
  expect(told).toMatchObject({ actorKind: 'staff', actorId: manager.id, clientId });
  expect(told?.data).toMatchObject({
    door: 'panel: Chrome',
    typed: '8 (916) 555-44-17',
    changes: {
      name: { from: 'Ольга Петрова', to: 'Ольга Сёмина' },
      phone: { from: '+79123456789', to: '+79165554417' },
      'field:Код домофона': { from: null, to: '12К' },
    },
  });
  expect((await findAnything(floor.store.read, 'семина')).orders).toHaveLength(1);

  const before = (await floor.events()).length;
  await edit({ name: 'Ольга Сёмина' });
  expect((await floor.events()).length).toBe(before);
  await edit({ fields: { 'Код домофона': '' }, phone: '' });
  expect(await getClient(floor.store.read, clientId)).toMatchObject({ fields: {}, phone: null });
});

test('what makes no sense is refused, and nothing is written', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  const cook = await floor.colleague('Пётр', 'cook');
  const clientId = await clientOf(floor);
  const edit = editAs(floor, clientId, manager.id);
  await expect(edit({ phone: '123' })).rejects.toThrow('client.phone-wrong');
  await expect(edit({ name: '…' })).rejects.toThrow('client.name-wrong');
  for (const birthday of ['2001-02-29', 'вчера', '--13-01']) await expect(edit({ birthday })).rejects.toThrow('client.birthday-wrong');
  await expect(edit({ preferredChannel: 'web' })).rejects.toThrow('client.channel-closed');
  await expect(edit({ fields: { ['я'.repeat(41)]: 'да' } })).rejects.toThrow('client.field-wrong');
  await expect(edit({ responsibleId: 999 })).rejects.toThrow('staff.not-found');
  await expect(editAs(floor, clientId, cook.id)({ name: 'Иван' })).rejects.toThrow('access.not-your-role');
  expect(await getClient(floor.store.read, clientId)).toMatchObject({ name: 'Ольга Петрова', phone: '+79123456789', birthday: null });
});

test('a notice goes to the channel that the client asked for', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  await floor.client('Мария').says('Здравствуйте');
  const [client] = await floor.store.read.select().from(clients).where(eq(clients.name, 'Мария'));
  const clientId = client?.id ?? 0;
  const now = floor.clock.now();
  await floor.store.tx((tx) =>
    tx
      .insert(identities)
      .values({ channel: 'staff', address: 'other', clientId, createdAt: now })
      .then(() => undefined),
  );
  await editAs(floor, clientId, manager.id)({ preferredChannel: 'staff' });
  const channels: string[] = [];
  const write = (_: string, to: { channel: string }) => ({ text: channels.push(to.channel) ? 'Привет' : '' });
  await floor.store.tx((tx) => tellClient(tx, { clientId, write, now }).then(() => undefined));
  await editAs(floor, clientId, manager.id)({ preferredChannel: null });
  await floor.store.tx((tx) => tellClient(tx, { clientId, write, now }).then(() => undefined));
  expect(channels).toEqual(['staff', 'web']);
});

test('a look at a card is written down once an hour, and no rule follows it', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  const clientId = await clientOf(floor);
  const look = () =>
    floor.store.tx((tx) => recordView(tx, { type: 'client.viewed', clientId }, { kind: 'staff', id: manager.id }, floor.clock.now()));
  await look();
  await look();
  floor.clock.advance(hours(1) + 1);
  await look();
  const views = await floor.store.read.select().from(events).where(eq(events.type, 'client.viewed'));
  expect(views.map(({ followed, actorId }) => [followed, actorId])).toEqual([
    [true, manager.id],
    [true, manager.id],
  ]);
});

test('an extension and a remark typed with the number stand on the card, and another number does not take them away', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  const clientId = await clientOf(floor);
  const edit = editAs(floor, clientId, manager.id);
  await edit({ phone: '8 495 123-45-67 доб. 12 (после 18)', fields: { 'Код домофона': '12К' } });
  const fields = { 'Код домофона': '12К', 'О телефоне': 'доб. 12, после 18' };
  expect(await getClient(floor.store.read, clientId)).toMatchObject({ phone: '+74951234567', fields });
  await edit({ phone: '8 495 123-45-68' });
  expect(await getClient(floor.store.read, clientId)).toMatchObject({ phone: '+74951234568', fields });
});
