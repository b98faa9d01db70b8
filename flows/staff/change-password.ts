import { and, eq, ne } from 'drizzle-orm';
import { accounts, sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { sessionsOf } from './end-sessions.ts';
import { getStaff } from './find-staff.ts';

interface ChangePassword {
  staffId: number;
  /** What the old password was checked against: one that was changed meanwhile is refused. */
  oldHash: string;
  /** Made before the transaction: `hashPassword` takes its time. */
  newHash: string;
  /** The session that stays; all others of this colleague end. */
  sessionId: string;
  now: Instant;
}

/** Changes one's own password. Refusals: `account.not-found`, `account.wrong-password`. */
export async function changePassword(tx: Tx, { staffId, oldHash, newHash, sessionId, now }: ChangePassword): Promise<void> {
  const { name } = await getStaff(tx, staffId);
  const account = await getAccount(tx, staffId);
  if (account.passwordHash !== oldHash) throw new Refused('account.wrong-password');
  await tx.update(accounts).set({ passwordHash: newHash, changedAt: now }).where(eq(accounts.id, account.id));
  await tx.delete(sessions).where(and(sessionsOf(staffId), ne(sessions.id, sessionId)));
  await recordChange(tx, {
    ...{ part: 'account', id: staffId, title: { ru: name, en: name }, by: { kind: 'staff', id: staffId }, now },
    before: { passwordChangedAt: account.changedAt },
    after: { passwordChangedAt: now },
  });
}

/** A colleague's account; refuses with `account.not-found`. */
export async function getAccount(db: Reader, staffId: number): Promise<typeof accounts.$inferSelect> {
  const [account] = await db.select().from(accounts).where(eq(accounts.staffId, staffId));
  if (!account) throw new Refused('account.not-found');
  return account;
}
