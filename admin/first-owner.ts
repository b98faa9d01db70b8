import { staff } from '../db/schema/people.ts';
import { staffWithRole } from '../flows/staff/find-staff.ts';
import { openAccount } from '../flows/staff/open-account.ts';
import { hashPassword } from '../flows/staff/passwords.ts';
import { findAccount } from '../flows/staff/sign-in.ts';
import { textsIn } from '../flows/texts/texts.ts';
import type { PanelWorld } from './world.ts';

/**
 * The owner's first login, by OWNER_LOGIN and OWNER_PASSWORD; it is made once, and what the owner changes later stays. An owner who is on no
 * messenger yet is taken on for it.
 */
export async function firstOwner({ config, store, now }: PanelWorld): Promise<void> {
  const { ownerLogin: login, ownerPassword: password, shopLanguage: language } = config;
  if (login === undefined || password === undefined || (await findAccount(store.read, login.toLowerCase()))) return;
  const passwordHash = await hashPassword(password);
  await store.tx(async (tx) => {
    const [owner] = await staffWithRole(tx, 'owner');
    const staffId = owner?.id ?? (await takeOn());
    await openAccount(tx, { staffId, login, passwordHash, now: now() });

    async function takeOn(): Promise<number> {
      const values = { name: textsIn(language).roles.owner, roles: ['owner' as const], language, onShift: false, createdAt: now() };
      const [row] = await tx.insert(staff).values(values).returning({ id: staff.id });
      if (!row) throw new Error('The owner was not written');
      return row.id;
    }
  });
}
