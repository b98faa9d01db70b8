import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { Refused } from '../refused.ts';
import { getStaff } from './find-staff.ts';
import { addCode } from './invite-staff.ts';
import { may, refuseUnless } from './rights.ts';

/**
 * Makes the one-time code with which a colleague chooses a login and password for the panel; one who has them chooses anew. Earlier codes
 * are good no more. Refuses a role that has no panel (`panel.not-for-role`).
 */
export async function inviteToPanel(tx: Tx, { staffId, by, now }: { staffId: number; by: By; now: Instant }): Promise<{ code: string }> {
  await refuseUnless(tx, by, 'staff.manage');
  const person = await getStaff(tx, staffId);
  if (!may(person, 'panel.enter')) throw new Refused('panel.not-for-role', { name: person.name });
  return { code: await addCode(tx, staffId, now, 'panel') };
}
