import { and, eq, isNull } from 'drizzle-orm';
import type { Instant, Minor } from '../../db/schema/words.ts';
import { type goalKinds, goals } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { getStaff } from '../staff/find-staff.ts';
import { refuseUnless } from '../staff/rights.ts';

export interface SetGoal {
  /** The goal to change; a new one without it. */
  goalId?: number | undefined;
  kind: (typeof goalKinds)[number];
  /** Whose goal; null is the whole shop's. */
  staffId: number | null;
  /** Minor units for sums, else a count. */
  norm: Minor | number;
  /** ISO days in the shop's zone, both included. */
  fromDay: string;
  untilDay: string;
  by: By;
  now: Instant;
}

/** Sets a goal, or changes one. Refusals: `goal.norm-wrong`, `goal.days-wrong`, `goal.not-found`, `staff.not-found`. Returns its number. */
export async function setGoal(tx: Tx, { goalId, by, now, ...goal }: SetGoal): Promise<number> {
  await refuseUnless(tx, by, 'goals.manage');
  if (!Number.isSafeInteger(goal.norm) || goal.norm <= 0) throw new Refused('goal.norm-wrong');
  if (goal.fromDay > goal.untilDay) throw new Refused('goal.days-wrong');
  if (goal.staffId !== null) await getStaff(tx, goal.staffId);
  const [row] =
    goalId === undefined
      ? await tx
          .insert(goals)
          .values({ ...goal, createdAt: now })
          .returning({ id: goals.id })
      : await tx
          .update(goals)
          .set({ ...goal, reachedAt: null })
          .where(and(eq(goals.id, goalId), isNull(goals.removedAt)))
          .returning({ id: goals.id });
  if (!row) throw new Refused('goal.not-found');
  await record(tx, { type: 'goal.set', goalId: row.id, staffId: goal.staffId }, by, now);
  return row.id;
}
