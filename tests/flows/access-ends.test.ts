import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { identities, invites, sessions } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import { findKey } from '../../flows/api-keys/find-key.ts';
import { makeKey } from '../../flows/api-keys/make-key.ts';
import { endHolding } from '../../flows/staff/end-holding.ts';
import { findHoldings } from '../../flows/staff/find-holdings.ts';
import { addCode } from '../../flows/staff/invite-staff.ts';
import { removeStaff } from '../../flows/staff/remove-staff.ts';
import { hasLeftSeat } from '../../flows/staff/seat.ts';
import { days } from '../../notifications/time.ts';
import { openFloor } from '../floor.ts';

/** Vera owns the shop; Olga, who owns it too, has a browser, a chat, two keys and a link that nobody has used. */
async function twoOwners() {
  const floor = await openFloor();
  const vera = await floor.colleague('Вера', 'owner');
  const olga = await floor.colleague('Ольга', 'owner');
  const now = floor.clock.now();
  const ids = { vera: 1, olga: 2 };
  const keys = await floor.store.tx(async (tx) => {
    const by = { kind: 'staff', id: ids.olga } as const;
    await tx
      .insert(sessions)
      .values({ id: 'hash', staffId: ids.olga, device: 'Chrome, Windows', createdAt: now, seenAt: now, expiresAt: now + days(1) });
    await addCode(tx, ids.olga, now, 'panel');
    return [
      await makeKey(tx, { title: 'Сайт', scopes: ['orders.read'], by, now }),
      await makeKey(tx, { title: 'Склад', scopes: ['orders.read'], by, now }),
    ] as const;
  });
  const by = { kind: 'staff', id: ids.vera } as const;
  return { ...floor, vera, olga, ids, keys, by, now };
}

test('what a colleague holds is on one page: browsers, chats, keys, links', async () => {
  const { store, ids, now } = await twoOwners();
  const held = await findHoldings(store.read, ids.olga, now);
  expect(held.map(({ kind }) => kind)).toEqual(['session', 'chat', 'key', 'key', 'link']);
  expect(held[0]).toMatchObject({ what: 'Chrome, Windows' });
});

test('each of them ends alone and at once, and only one’s own without being the owner', async () => {
  const { store, ids, by, now, keys, olga } = await twoOwners();
  for (const { kind, id } of await findHoldings(store.read, ids.olga, now))
    await store.tx((tx) => endHolding(tx, { staffId: ids.olga, kind, id, by, now }));
  expect(await findHoldings(store.read, ids.olga, now)).toEqual([]);
  expect(await findKey(store.read, keys[0].key, now)).toBeUndefined();
  await olga.says('/today');
  expect(olga.chat.at(-1)?.text).toContain('доступ');
});

test('removing a colleague ends it all; a key that the owner keeps goes on as the owner’s', async () => {
  const { store, ids, by, now, keys } = await twoOwners();
  await store.tx((tx) => removeStaff(tx, { staffId: ids.olga, keepKeys: [keys[1].keyId], by, now }));
  const kinds = (await findHoldings(store.read, ids.olga, now)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind !== 'chat')).toEqual([]);
  expect(await findKey(store.read, keys[0].key, now)).toBeUndefined();
  expect(await findKey(store.read, keys[1].key, now)).toMatchObject({ title: 'Склад', byId: ids.vera });
  expect(await store.read.$count(invites, eq(invites.staffId, ids.olga))).toBe(1); // the one she came in by
});

test('a colleague’s chat on the site ends after thirty days without use; a client’s stays', async () => {
  const { store, ids, now } = await twoOwners();
  await store.tx(async (tx) => {
    for (const [address, staffId] of [
      ['seat of olga', ids.olga],
      ['chat of a client', null],
    ] as const) {
      const [row] = await tx
        .insert(identities)
        .values({ channel: 'web', address, staffId, createdAt: now })
        .returning({ id: identities.id });
      await tx.insert(conversations).values({ identityId: row?.id ?? 0, updatedAt: now });
    }
  });
  expect(await hasLeftSeat(store.read, 'seat of olga', now + days(30))).toBe(false);
  expect(await hasLeftSeat(store.read, 'seat of olga', now + days(31))).toBe(true);
  expect(await hasLeftSeat(store.read, 'chat of a client', now + days(400))).toBe(false);
});
