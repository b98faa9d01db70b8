import { and, eq, gte, sum } from 'drizzle-orm';
import { orders, payments } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { goals } from '../../db/schema/work.ts';
import { addDays, dayOf, days } from '../../notifications/time.ts';
import type { Furnishing } from './write-orders.ts';

/** A goal of the whole team and one of a manager, for the last and the coming two weeks: somewhat above what came in. */
export async function writeGoals({ tx, shop, team }: Furnishing, now: Instant): Promise<void> {
  const today = dayOf(now, shop.timezone);
  const manager = team('manager', 0);
  const [all] = await tx
    .select({ paid: sum(payments.amount).mapWith(Number) })
    .from(payments)
    .where(gte(payments.at, now - days(14)));
  const [own] = await tx
    .select({ paid: sum(payments.amount).mapWith(Number) })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(and(gte(payments.at, now - days(14)), eq(orders.responsibleId, manager)));
  const goal = { kind: 'paid-sum' as const, fromDay: addDays(today, -13), untilDay: addDays(today, 14), createdAt: now - days(13) };
  await tx.insert(goals).values([
    { ...goal, staffId: null, norm: rounded((all?.paid ?? 0) * 1.6) },
    { ...goal, staffId: manager, norm: rounded((own?.paid ?? 0) * 1.3) },
  ]);
}

/** As one sets it: two digits and zeros. */
function rounded(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return Math.max(step, Math.round(amount / step) * step);
}
