import { and, eq } from 'drizzle-orm';
import { accounts, invites, sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { sessionsOf } from './end-sessions.ts';
import { findStaff } from './find-staff.ts';
import { refuseUnless } from './rights.ts';

/** Takes a colleague's way into the panel: login, open browsers and unused codes are good no more. Without any it is a success without effect. */
export async function closeAccount(tx: Tx, { staffId, by, now }: { staffId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'staff.manage');
  const person = await findStaff(tx, staffId);
  const title = { ru: person?.name ?? '—', en: person?.name ?? '—' };
  const [account] = await tx.delete(accounts).where(eq(accounts.staffId, staffId)).returning({ login: accounts.login });
  await tx.delete(sessions).where(sessionsOf(staffId));
  await tx.delete(invites).where(and(eq(invites.staffId, staffId), eq(invites.purpose, 'panel')));
  if (account) await recordChange(tx, { part: 'account', id: staffId, title, before: account, after: undefined, by, now });
}
