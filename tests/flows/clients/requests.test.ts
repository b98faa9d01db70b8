import { expect, test } from 'vitest';
import { editClient } from '../../../flows/clients/edit-client.ts';
import { findOpenDrafts, findRequests } from '../../../flows/clients/find-requests.ts';
import { writeClient } from '../../../flows/messages/write-client.ts';
import { findItems } from '../../../flows/orders/load-order.ts';
import { placeByHand } from '../../../flows/orders/place-by-hand.ts';
import { openFloor } from '../../floor.ts';

test('who asks is interested, who is answered is in talks, and who orders is a request no more', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  const by = { kind: 'staff', id: manager.id } as const;
  const [maria, ivan] = [floor.client('Мария'), floor.client('Иван')];
  await ivan.says('/start');
  expect(await findRequests(floor.store.read)).toEqual({ count: 0, requests: [] });

  await maria.says('Сколько стоит медовик?');
  const asked = await findRequests(floor.store.read);
  expect(asked).toMatchObject({ count: 1, requests: [{ name: 'Мария', status: 'interested', responsibleId: null }] });
  expect(asked.requests[0]?.waitingSince).toBe(floor.clock.now());

  const clientId = asked.requests[0]?.clientId ?? 0;
  await floor.store.tx((tx) => writeClient(tx, { clientId, text: 'От 2200 за килограмм.', by, now: floor.clock.now() }));
  const { requests } = await findRequests(floor.store.read);
  expect(requests).toMatchObject([{ status: 'negotiation', waitingSince: null }]);
  expect(requests[0]?.lastText).toContain('От 2200');
  expect((await findRequests(floor.store.read, { responsibleId: manager.id })).count).toBe(0);

  await floor.order({ clientId });
  expect((await findRequests(floor.store.read)).count).toBe(0);
});

test('a request that came to nothing leaves the board', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  await floor.client('Мария').says('Сколько стоит медовик?');
  const [{ clientId } = { clientId: 0 }] = (await findRequests(floor.store.read)).requests;
  const [by, shop] = [{ kind: 'staff', id: manager.id } as const, await floor.shop()];
  await floor.store.tx((tx) => editClient(tx, { clientId, change: { status: 'lost' }, by, now: floor.clock.now(), shop }));
  expect((await findRequests(floor.store.read)).count).toBe(0);
});

test('what a colleague forwarded waits on the board until the panel makes it an order', async () => {
  const floor = await openFloor();
  const manager = await floor.colleague('Ольга', 'manager');
  await manager.sends({ kind: 'text', text: 'Торт на 8 человек, 8 916 111-22-33', forwardedFrom: 'Пётр Иванов' });
  const [draft] = await findOpenDrafts(floor.store.read);
  expect(draft).toMatchObject({ author: 'Пётр Иванов', phone: '+79161112233' });

  const sample = await floor.order();
  const [shop, by] = [await floor.shop(), { kind: 'staff', id: manager.id } as const];
  const wishes = (await findItems(floor.store.read, sample)).map(({ productId, amount, options }) => ({
    ...{ productId, amount, inscription: null },
    chosen: Object.fromEntries(options.map(({ key, choice }) => [key, choice])),
  }));
  const form = {
    ...({ origin: 'panel:1', draftId: draft?.id, name: 'Пётр', phone: '+79161112233', items: wishes, fulfilment: 'pickup' } as const),
    ...({ address: '', dueAt: null, wishes: '', allergies: 'unasked', by, now: floor.clock.now(), shop } as const),
  };
  const number = await floor.store.tx((tx) => placeByHand(tx, form));

  expect(await findOpenDrafts(floor.store.read)).toEqual([]);
  expect(await floor.store.tx((tx) => placeByHand(tx, form))).toBe(number);
});
