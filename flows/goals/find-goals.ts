import { and, asc, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { goals } from '../../db/schema/work.ts';
import { type Reader, statement } from '../../db/store.ts';
import { dayOf } from '../../notifications/time.ts';
import type { Staff } from '../dialogs/dialog.ts';
import type { Shop } from '../shop.ts';
import { may } from '../staff/rights.ts';
import type { Goal } from './goal-progress.ts';

const running = statement('goals_running', (db: Reader) =>
  db
    .select()
    .from(goals)
    .where(and(isNull(goals.removedAt), gte(goals.untilDay, sql.placeholder('day')), lte(goals.fromDay, sql.placeholder('day'))))
    .orderBy(asc(goals.untilDay), asc(goals.id)),
);

/** The goals whose days are now. */
export const findRunningGoals = (db: Reader, { shop, now }: { shop: Pick<Shop, 'timezone'>; now: Instant }): Promise<Goal[]> =>
  running(db, { day: dayOf(now, shop.timezone) });

/** Every goal that was not taken away, the latest first. */
export const allGoals = (db: Reader): Promise<Goal[]> =>
  db.select().from(goals).where(isNull(goals.removedAt)).orderBy(sql`${goals.untilDay} desc`, sql`${goals.id} desc`).limit(200);

/** Whether a colleague may see this goal: their own, or every one. */
export const maySeeGoal = (staff: Staff, { staffId }: Pick<Goal, 'staffId'>): boolean =>
  may(staff, 'goals.see-all') || (staffId === staff.id && may(staff, 'goals.see-own'));
