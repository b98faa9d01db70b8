import { createHash, randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { invites, staff } from '../../db/schema/people.ts';
import type { Instant, Language, Role } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { days } from '../../notifications/time.ts';
import { type By, record } from '../events.ts';
import { getStaff } from './find-staff.ts';
import { refuseUnless } from './rights.ts';

interface InviteStaff {
  name: string;
  roles: Role[];
  language: Language;
  by: By;
  now: Instant;
}

const goodForDays = 7;

/** Takes a colleague on and makes the one-time code that lets them in; only its hash is kept, so it can be shown but once. */
export async function inviteStaff(tx: Tx, { name, roles, language, by, now }: InviteStaff): Promise<{ staffId: number; code: string }> {
  await refuseUnless(tx, by, 'staff.manage');
  const [person] = await tx.insert(staff).values({ name, roles, language, onShift: false, createdAt: now }).returning({ id: staff.id });
  if (!person) throw new Error('The colleague was not written');
  const code = await addCode(tx, person.id, now);
  await record(tx, { type: 'staff.invited', staffId: person.id }, by, now);
  return { staffId: person.id, code };
}

/** Makes a code for a colleague, good once and for seven days; `purpose` says which door it opens. Earlier ones for that door are good no more. */
export async function addCode(tx: Tx, staffId: number, now: Instant, purpose: 'bot' | 'panel' = 'bot'): Promise<string> {
  await tx.delete(invites).where(and(eq(invites.staffId, staffId), eq(invites.purpose, purpose)));
  const code = randomBytes(18).toString('base64url');
  await tx.insert(invites).values({ codeHash: hashOf(code), staffId, createdAt: now, expiresAt: now + days(goodForDays), purpose });
  return code;
}

/** A new code for a colleague who was taken on but never came in; earlier ones are good no more. Refuses with `staff.not-found`. */
export async function inviteAgain(
  tx: Tx,
  { staffId, by, now }: Pick<InviteStaff, 'by' | 'now'> & { staffId: number },
): Promise<{ code: string }> {
  await refuseUnless(tx, by, 'staff.manage');
  await getStaff(tx, staffId);
  return { code: await addCode(tx, staffId, now) };
}

/** What is kept of a code. */
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64url');
