import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { apiKeys, events } from '../../db/schema/work.ts';
import { findKey } from '../../flows/api-keys/find-key.ts';
import { makeKey } from '../../flows/api-keys/make-key.ts';
import { revokeKey } from '../../flows/api-keys/revoke-key.ts';
import { actionsOf, type Scope, scopes } from '../../flows/api-keys/scopes.ts';
import { moveOrder } from '../../flows/orders/move-order.ts';
import { noteOrder } from '../../flows/orders/note-order.ts';
import { recordPayment } from '../../flows/payments/record-payment.ts';
import { may } from '../../flows/staff/rights.ts';
import { days } from '../../notifications/time.ts';
import { type Floor, openFloor } from '../floor.ts';

const system = { kind: 'system' } as const;

async function keyFor(floor: Floor, ...given: Scope[]) {
  const made = await floor.store.tx((tx) => makeKey(tx, { title: '1C', scopes: given, by: system, now: floor.clock.now() }));
  return { ...made, by: { kind: 'key', id: made.keyId } as const };
}

test('a key is shown once: only its hash is kept, and it is known again by it', async () => {
  const floor = await openFloor();
  const { key, keyId } = await keyFor(floor, 'orders.read');
  expect(key).toMatch(/^anna_[\w-]{43}$/);
  expect(JSON.stringify(await floor.store.read.select().from(apiKeys))).not.toContain(key);
  expect(await findKey(floor.store.read, key, floor.clock.now())).toMatchObject({
    id: keyId,
    ending: key.slice(-4),
    scopes: ['orders.read'],
  });
  expect(await findKey(floor.store.read, `${key}x`, floor.clock.now())).toBeUndefined();
});

test('a key that was made for a while opens nothing after it', async () => {
  const floor = await openFloor();
  const now = floor.clock.now();
  const { key } = await floor.store.tx((tx) => makeKey(tx, { title: '1C', scopes: ['orders.read'], lastsDays: 30, by: system, now }));
  expect(await findKey(floor.store.read, key, now + days(30) - 1)).toMatchObject({ title: '1C' });
  expect(await findKey(floor.store.read, key, now + days(30))).toBeUndefined();
});

test('only the owner makes and revokes keys', async () => {
  const floor = await openFloor();
  const owner = await floor.colleague('Анна', 'owner');
  const manager = await floor.colleague('Ольга', 'manager');
  const make = (id: number) =>
    floor.store.tx((tx) => makeKey(tx, { title: 'site', scopes: ['orders.read'], by: { kind: 'staff', id }, now: floor.clock.now() }));
  await expect(make(manager.id)).rejects.toThrow('access.not-your-role');
  const { key, keyId } = await make(owner.id);
  const revoke = (id: number) => floor.store.tx((tx) => revokeKey(tx, { keyId, by: { kind: 'staff', id }, now: floor.clock.now() }));
  await expect(revoke(manager.id)).rejects.toThrow('access.not-your-role');
  await revoke(owner.id);
  await revoke(owner.id);
  expect(await findKey(floor.store.read, key, floor.clock.now())).toBeUndefined();
  expect((await floor.events()).filter((type) => type.startsWith('key.'))).toEqual(['key.made', 'key.revoked']);
});

test('no scope opens anything that a manager may not, but for webhooks, which only an owner can give', () => {
  const manager = { id: 1, roles: ['manager' as const], removedAt: null };
  for (const [scope, actions] of Object.entries(scopes)) {
    const beyond = actions.filter((action) => !may(manager, action));
    expect([scope, beyond]).toEqual([scope, scope === 'webhooks.manage' ? ['webhooks.manage'] : []]);
  }
  expect([...actionsOf(['keys.manage', 'constructor', 'orders.read'])]).toEqual(['order.see', 'payment.see']);
});

test('a key does what its scopes name and nothing else, and the event says which key it was', async () => {
  const floor = await openFloor();
  const orderId = await floor.order();
  const { by } = await keyFor(floor, 'orders.write');
  const now = floor.clock.now();
  await floor.store.tx((tx) => noteOrder(tx, { orderId, text: 'из 1С', by, now }));
  await expect(floor.store.tx((tx) => recordPayment(tx, { orderId, amount: 100, method: 'card', origin: 'x', by, now }))).rejects.toThrow(
    'access.not-your-role',
  );
  const [note] = await floor.store.read.select().from(events).where(eq(events.type, 'order.noted')).orderBy(asc(events.id));
  expect(note).toMatchObject({ actorKind: 'key', actorId: by.id });
});

test('a key moves orders by the same rules as a manager: never unpaid into production', async () => {
  const floor = await openFloor();
  const orderId = await floor.order({ allergies: 'none' });
  const shop = await floor.shop();
  const [writes, reads] = [await keyFor(floor, 'orders.write'), await keyFor(floor, 'orders.read')];
  const move = (to: number | undefined, by = writes.by) =>
    floor.store.tx((tx) => moveOrder(tx, { orderId, to: to ?? 0, by, now: floor.clock.now(), shop }));
  const paidStage = floor.stages.find(({ requires }) => requires.includes('paid'));
  await expect(move(paidStage?.id)).rejects.toThrow('order.unpaid');
  await expect(move(floor.stages[1]?.id, reads.by)).rejects.toThrow('access.not-yours');
  await move(floor.stages[1]?.id);
  expect((await floor.read(orderId)).stageId).toBe(floor.stages[1]?.id);
});

test('a revoked key may nothing from the next request on', async () => {
  const floor = await openFloor();
  const orderId = await floor.order();
  const { by, keyId } = await keyFor(floor, 'orders.write');
  const now = floor.clock.now();
  await floor.store.tx((tx) => revokeKey(tx, { keyId, by: system, now }));
  await expect(floor.store.tx((tx) => noteOrder(tx, { orderId, text: 'поздно', by, now }))).rejects.toThrow('access.removed');
});
