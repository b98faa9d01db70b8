import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { accounts, invites, sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { record } from '../events.ts';
import { Refused } from '../refused.ts';
import { sessionsOf } from './end-sessions.ts';
import { findStaff } from './find-staff.ts';
import { hashOf } from './invite-staff.ts';
import { may } from './rights.ts';

interface Opened {
  login: string;
  /** Made before the transaction: hashing takes its time. */
  passwordHash: string;
  now: Instant;
}

/**
 * Gives a colleague a login of their own, or a new one in place of the old; ends all their sessions. Refuses with `account.login-taken`,
 * `account.login-bad`.
 */
export async function openAccount(tx: Tx, { staffId, login, passwordHash, now }: Opened & { staffId: number }): Promise<void> {
  const name = login.trim().toLowerCase();
  if (!/^[\p{L}\p{N}@._+-]{2,100}$/u.test(name)) throw new Refused('account.login-bad');
  const [other] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.login, name), ne(accounts.staffId, staffId)));
  if (other) throw new Refused('account.login-taken');
  const values = { staffId, login: name, passwordHash, changedAt: now };
  await tx.insert(accounts).values(values).onConflictDoUpdate({ target: accounts.staffId, set: values });
  await tx.delete(sessions).where(sessionsOf(staffId));
  await record(tx, { type: 'account.opened', staffId }, { kind: 'staff', id: staffId }, now);
}

/** The same by a one-time code; answers whose it was. Refuses with `account.link-used` when the code is none of ours, used up or out of date. */
export async function openAccountByCode(tx: Tx, { code, ...given }: Opened & { code: string }): Promise<number> {
  const staffId = await codesOwner(tx, code, given.now);
  if (staffId === undefined) throw new Refused('account.link-used');
  const used = await tx
    .update(invites)
    .set({ usedAt: given.now })
    .where(and(eq(invites.codeHash, hashOf(code)), isNull(invites.usedAt)))
    .returning({ id: invites.id });
  if (used.length === 0) throw new Refused('account.link-used');
  await openAccount(tx, { staffId, ...given });
  return staffId;
}

/** Whom a code lets into the panel, while it is good. */
export async function codesOwner(tx: Reader, code: string, now: Instant): Promise<number | undefined> {
  const [invite] = await tx
    .select({ staffId: invites.staffId })
    .from(invites)
    .where(and(eq(invites.codeHash, hashOf(code)), eq(invites.purpose, 'panel'), isNull(invites.usedAt), gt(invites.expiresAt, now)));
  const person = await findStaff(tx, invite?.staffId);
  return person && may(person, 'panel.enter') ? person.id : undefined;
}
