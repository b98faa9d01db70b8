import { eq } from 'drizzle-orm';
import { invites } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { hashOf } from './invite-staff.ts';

/** Whether a code is that of an invitation which lets nobody in any more: it was used, or is out of date. */
export async function isSpentInvite(db: Reader, code: string, now: Instant): Promise<boolean> {
  const [invite] = await db
    .select()
    .from(invites)
    .where(eq(invites.codeHash, hashOf(code)));
  return invite !== undefined && (invite.usedAt !== null || invite.expiresAt <= now);
}
