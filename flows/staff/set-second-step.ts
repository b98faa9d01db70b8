import { eq } from 'drizzle-orm';
import { accounts } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { reachStaff } from '../messages/reach.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { getAccount } from './change-password.ts';
import { getStaff } from './find-staff.ts';

/** Whether signing in to one's account also needs a tap in one's messenger. Refuses with `account.no-messenger` when there is none to tap in. */
export async function setSecondStep(tx: Tx, { staffId, on, now }: { staffId: number; on: boolean; now: Instant }): Promise<void> {
  const { name } = await getStaff(tx, staffId);
  const account = await getAccount(tx, staffId);
  if (on && !(await reachStaff(tx, staffId))) throw new Refused('account.no-messenger');
  await tx.update(accounts).set({ secondStep: on }).where(eq(accounts.id, account.id));
  await recordChange(tx, {
    ...{ part: 'account', id: staffId, title: { ru: name, en: name }, by: { kind: 'staff', id: staffId }, now },
    before: { secondStep: account.secondStep },
    after: { secondStep: on },
  });
}
