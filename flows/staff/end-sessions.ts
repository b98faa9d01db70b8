import { type SQL, sql } from 'drizzle-orm';
import { sessions } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { findStaff } from './find-staff.ts';
import { refuseUnless } from './rights.ts';

/** Signs a colleague out of every browser. One's own anybody may end, another's the owner. Answers how many there were. */
export async function endSessions(tx: Tx, { staffId, by, now }: { staffId: number; by: By; now: Instant }): Promise<number> {
  if (by.kind !== 'staff' || by.id !== staffId) await refuseUnless(tx, by, 'staff.manage');
  const ended = await tx.delete(sessions).where(sessionsOf(staffId)).returning({ id: sessions.id });
  const name = (await findStaff(tx, staffId))?.name ?? '—';
  await recordChange(tx, {
    ...{ part: 'account', id: staffId, title: { ru: name, en: name }, by, now },
    before: { sessions: ended.length },
    after: { sessions: 0 },
  });
  return ended.length;
}

/** A colleague's browsers: those that are in, and those that know the password and wait for the tap in the messenger. */
export const sessionsOf = (staffId: number): SQL => sql`(${sessions.staffId} = ${staffId} or ${sessions.pendingStaffId} = ${staffId})`;
