import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { goals } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';

/** Takes a goal away; it is kept, but shown no more. A second time is a success without effect. */
export async function removeGoal(tx: Tx, { goalId, by, now }: { goalId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'goals.manage');
  const gone = await tx
    .update(goals)
    .set({ removedAt: now })
    .where(and(eq(goals.id, goalId), isNull(goals.removedAt)))
    .returning({ staffId: goals.staffId });
  for (const { staffId } of gone) await record(tx, { type: 'goal.removed', goalId, staffId }, by, now);
}
