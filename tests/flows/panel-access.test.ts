import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accounts, sessions } from '../../db/schema/people.ts';
import type { Tx } from '../../db/store.ts';
import { changePassword, getAccount } from '../../flows/staff/change-password.ts';
import { changeStaff } from '../../flows/staff/change-staff.ts';
import { closeAccount } from '../../flows/staff/close-account.ts';
import { endSessions } from '../../flows/staff/end-sessions.ts';
import { inviteToPanel } from '../../flows/staff/invite-to-panel.ts';
import { openAccountByCode } from '../../flows/staff/open-account.ts';
import { removeStaff } from '../../flows/staff/remove-staff.ts';
import { type Desk, openFloor } from '../floor.ts';

async function open() {
  const floor = await openFloor();
  const owner = await floor.colleague('Ольга', 'owner');
  const maria = await floor.colleague('Мария', 'manager');
  const by = { kind: 'staff' as const, id: owner.id };
  const acting = <T>(act: (tx: Tx, given: { by: typeof by; now: number }) => Promise<T>) =>
    floor.store.tx((tx) => act(tx, { by, now: floor.clock.now() }));
  const invite = async ({ id }: Desk) => (await acting((tx, given) => inviteToPanel(tx, { staffId: id, ...given }))).code;
  return {
    ...{ floor, owner, maria, acting, invite },
    join: (code: string, login: string) =>
      floor.store.tx((tx) => openAccountByCode(tx, { code, login, passwordHash: 'kept', now: floor.clock.now() })),
    signsIn: ({ id: staffId }: Desk, id: string) =>
      floor.store.tx(async (tx) => void (await tx.insert(sessions).values({ id, staffId, createdAt: 1, seenAt: 1, expiresAt: 2 }))),
    open: ({ id }: Desk) => floor.store.read.$count(sessions, eq(sessions.staffId, id)),
  };
}

test('a link into the panel lets nobody into the staff bot', async () => {
  const { floor, maria, invite } = await open();
  const stranger = floor.client('Чужой');
  await stranger.sends({ kind: 'start', payload: await invite(maria) });
  expect(stranger.chat.map(({ text }) => text).join()).not.toContain('менеджер');
});

test('two colleagues cannot have one login, and a confectioner has no panel', async () => {
  const { floor, owner, maria, invite, join } = await open();
  await join(await invite(maria), 'maria');
  const second = await invite(owner);
  await expect(join(second, 'maria')).rejects.toThrow('account.login-taken');
  await expect(invite(await floor.colleague('Пётр', 'cook'))).rejects.toThrow('panel.not-for-role');
});

test('changing one’s password ends all other browsers, and needs the old one', async () => {
  const { floor, maria, invite, join, signsIn, open: isOpen } = await open();
  await join(await invite(maria), 'maria');
  await signsIn(maria, 'here');
  await signsIn(maria, 'elsewhere');
  const { passwordHash } = await getAccount(floor.store.read, maria.id);
  const change = (oldHash: string) =>
    floor.store.tx((tx) => changePassword(tx, { staffId: maria.id, oldHash, newHash: 'new', sessionId: 'here', now: floor.clock.now() }));
  await expect(change('guess')).rejects.toThrow('account.wrong-password');
  await change(passwordHash);
  expect(await isOpen(maria)).toBe(1);
});

test('the owner signs a colleague out, and takes the panel away; removing a colleague does both', async () => {
  const { floor, maria, acting, invite, join, signsIn, open: isOpen } = await open();
  await join(await invite(maria), 'maria');
  await signsIn(maria, 'one');
  expect(await acting((tx, given) => endSessions(tx, { staffId: maria.id, ...given }))).toBe(1);
  await signsIn(maria, 'two');
  await acting((tx, given) => closeAccount(tx, { staffId: maria.id, ...given }));
  expect(await isOpen(maria)).toBe(0);
  expect(await floor.store.read.$count(accounts)).toBe(0);

  await join(await invite(maria), 'maria');
  await signsIn(maria, 'three');
  await acting((tx, given) => removeStaff(tx, { staffId: maria.id, ...given }));
  expect([await isOpen(maria), await floor.store.read.$count(accounts)]).toEqual([0, 0]);
});

test('a colleague whose role changes has another menu at the next press, and the last owner stays one', async () => {
  const { floor, owner, maria, acting } = await open();
  const shop = await floor.shop();
  const change = ({ id }: Desk, more: object) =>
    acting((tx, given) =>
      changeStaff(tx, {
        staffId: id,
        change: { name: 'Мария Ивановна', roles: ['cook'], language: 'ru', phone: '', ...more },
        shop,
        ...given,
      }),
    );
  await change(maria, {});
  await maria.says('/menu');
  expect(maria.sees('Мария Ивановна').text).toContain('кондитер');
  await expect(change(owner, { name: 'Ольга' })).rejects.toThrow('staff.last-owner');
  await expect(change(maria, { name: '  ' })).rejects.toThrow('staff.no-name');
  await expect(change(maria, { roles: [] })).rejects.toThrow('staff.no-role');
  await expect(change(maria, { phone: 'нет' })).rejects.toThrow('settings.phone');
});
