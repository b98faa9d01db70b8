import { and, eq, isNull, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { staff } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { refreshCardsOf } from '../orders/card.ts';
import { Refused } from '../refused.ts';
import { getStaff, staffWithRole } from './find-staff.ts';
import { columnOfPart, parts } from './parts.ts';
import { refuseUnless } from './rights.ts';

/**
 * Ends a colleague's access at once: every door refuses from now on, their open orders and tasks go back to the pool, their cards lose what
 * they showed. Refuses the last owner (`staff.last-owner`).
 */
export async function removeStaff(tx: Tx, { staffId, by, now }: { staffId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'staff.manage');
  const { roles } = await getStaff(tx, staffId);
  if (roles.includes('owner') && (await staffWithRole(tx, 'owner')).length === 1) throw new Refused('staff.last-owner');

  await tx.update(staff).set({ removedAt: now, onShift: false }).where(eq(staff.id, staffId));
  for (const part of parts) {
    const column = orders[columnOfPart[part]];
    await tx
      .update(orders)
      .set({ [columnOfPart[part]]: null, version: sql`${orders.version} + 1` })
      .where(and(eq(column, staffId), eq(orders.outcome, 'open')));
  }
  await tx
    .update(tasks)
    .set({ assigneeId: null })
    .where(and(eq(tasks.assigneeId, staffId), isNull(tasks.doneAt)));
  await refreshCardsOf(tx, staffId, now);
  await record(tx, { type: 'staff.removed', staffId }, by, now);
}
