import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { identities, invites } from '../../db/schema/people.ts';
import type { Store } from '../../db/store.ts';
import { inviteStaff } from '../../flows/staff/invite-staff.ts';
import { joinStaff } from '../../flows/staff/join-staff.ts';
import { removeStaff } from '../../flows/staff/remove-staff.ts';
import { days } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

const system = { kind: 'system' } as const;

const phone = async (store: Store, address: string) => {
  const [row] = await store.tx((tx) =>
    tx.insert(identities).values({ channel: 'staff', address, createdAt: 0 }).returning({ id: identities.id }),
  );
  return row?.id ?? 0;
};

async function invited() {
  const { store, clock, ...floor } = await openFloor();
  const given = await store.tx((tx) => inviteStaff(tx, { name: 'Пётр', roles: ['cook'], language: 'ru', by: system, now: clock.now() }));
  const join = async (identityId: number, code = given.code) => store.tx((tx) => joinStaff(tx, { code, identityId, now: clock.now() }));
  return { store, clock, floor, join, ...given };
}

test('an invitation lets one person in, once, though two open it together', async () => {
  const { store, floor, join } = await invited();
  const phones = [await phone(store, 'a'), await phone(store, 'b')];

  const came = await Promise.all(phones.map((id) => join(id)));

  expect(came.filter(Boolean)).toHaveLength(1);
  expect(await join(phones[0] ?? 0)).toBeUndefined();
  expect((await floor.events()).filter((type) => type === 'staff.joined')).toHaveLength(1);
});

test('of an invitation only the hash is kept, and it fits into a Telegram link', async () => {
  const { store, code } = await invited();
  expect(code).toMatch(/^[\w-]{20,40}$/);
  expect(JSON.stringify(await store.read.select().from(invites))).not.toContain(code);
});

test('an invitation ends after a week, and with its colleague', async () => {
  const { store, clock, join, staffId } = await invited();
  const late = await invitedAnew(store, clock.now());
  clock.advance(days(7));
  expect(await join(await phone(store, 'late'), late)).toBeUndefined();

  const fresh = await store.tx((tx) => inviteStaff(tx, { name: 'Глеб', roles: ['driver'], language: 'ru', by: system, now: clock.now() }));
  await store.tx((tx) => removeStaff(tx, { staffId: fresh.staffId, by: system, now: clock.now() }));
  expect(await join(await phone(store, 'gone'), fresh.code)).toBeUndefined();
  expect(await store.read.select().from(identities).where(eq(identities.staffId, staffId))).toEqual([]);
});

test('a made-up code lets nobody in, and no colleague but the owner invites', async () => {
  const { store, clock, floor, join } = await invited();
  expect(await join(await phone(store, 'x'), 'abc')).toBeUndefined();
  const { id } = await floor.colleague('Мария', 'manager');
  const invite = store.tx((tx) =>
    inviteStaff(tx, { name: 'Вор', roles: ['owner'], language: 'ru', by: { kind: 'staff', id }, now: clock.now() }),
  );
  await expect(invite).rejects.toThrow('access.not-your-role');
});

const invitedAnew = async (store: Store, now: number) =>
  (await store.tx((tx) => inviteStaff(tx, { name: 'Поздний', roles: ['cook'], language: 'ru', by: system, now }))).code;

test('a used link opened by somebody else says so and what to do; whoever then wants a cake is a client like any other', async () => {
  const { floor, join, store, code } = await invited();
  await join(await phone(store, 'a'));
  const other = floor.client('Ева');

  await other.sends({ kind: 'start', payload: code });
  expect(other.chat.map(({ text }) => text)).toEqual([expect.stringContaining('По этой ссылке уже вошли, или её срок истёк')]);
  expect(await floor.events()).not.toContain('client.appeared');

  await other.says('/start');
  expect(other.chat.at(-1)?.text).toContain('помогу заказать торт');
  await other.sends({ kind: 'start', payload: code });
  expect(other.chat.at(-1)?.text).toContain('попросите владельца прислать новую');
});

test('a link that is out of date says so', async () => {
  const { floor, clock, code } = await invited();
  clock.advance(days(8));
  const stranger = floor.client('Пётр');
  await stranger.sends({ kind: 'start', payload: code });
  expect(stranger.chat.at(-1)?.text).toContain('её срок истёк');
});
