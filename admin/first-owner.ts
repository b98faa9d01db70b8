import { isNotNull } from 'drizzle-orm';
import { accounts, staff } from '../db/schema/people.ts';
import type { Reader } from '../db/store.ts';
import { hasOwner, staffWithRole } from '../flows/staff/find-staff.ts';
import { openAccount } from '../flows/staff/open-account.ts';
import { hashPassword } from '../flows/staff/passwords.ts';
import { textsIn } from '../flows/texts/texts.ts';
import type { PanelWorld } from './world.ts';

/**
 * The owner's first login, by OWNER_LOGIN and OWNER_PASSWORD: made once, and only while nobody is or ever was an owner with a way in. From then
 * on the settings let nobody in: a restart brings back no one who was removed, and changes no password.
 */
export async function firstOwner({ config, store, log, now }: PanelWorld): Promise<void> {
  const { ownerLogin: login, ownerPassword: password, shopLanguage: language } = config;
  if (login === undefined || password === undefined) return;
  const isSettled = config.demo ? hasAccounts : everHadOwner;
  if (await isSettled(store.read)) return log.info({}, 'OWNER_LOGIN is not used: the shop has had an owner already');
  const passwordHash = await hashPassword(password);
  await store.tx(async (tx) => {
    if (await isSettled(tx)) return;
    const [invited] = await staffWithRole(tx, 'owner');
    const staffId = invited?.id ?? (await takeOn());
    await openAccount(tx, { staffId, login, passwordHash, now: now() });

    async function takeOn(): Promise<number> {
      const values = { name: textsIn(language).roles.owner, roles: ['owner' as const], language, onShift: false, createdAt: now() };
      const [row] = await tx.insert(staff).values(values).returning({ id: staff.id });
      if (!row) throw new Error('The owner was not written');
      return row.id;
    }
  });
}

const hasAccounts = async (db: Reader): Promise<boolean> => (await db.$count(accounts)) > 0;

/** Whether somebody has a login, has come in as owner, or was removed as one. */
async function everHadOwner(db: Reader): Promise<boolean> {
  if ((await hasAccounts(db)) || (await hasOwner(db))) return true;
  const gone = await db.select({ roles: staff.roles }).from(staff).where(isNotNull(staff.removedAt));
  return gone.some(({ roles }) => roles.includes('owner'));
}
