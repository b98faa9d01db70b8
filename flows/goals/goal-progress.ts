import { and, count, eq, gte, isNull, lt, type SQL } from 'drizzle-orm';
import { orders, payments } from '../../db/schema/orders.ts';
import { clients } from '../../db/schema/people.ts';
import type { goals } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import { sumOf } from '../reporting/aggregates.ts';
import { daysBetween } from '../reporting/period.ts';
import { is, isKept } from '../reporting/which-orders.ts';
import type { Shop } from '../shop.ts';

export type Goal = typeof goals.$inferSelect;

/** How far a goal has come: minor units or a count, as its norm. */
export async function goalProgress(db: Reader, goal: Goal, { timezone }: Pick<Shop, 'timezone'>): Promise<number> {
  const { from, until } = daysBetween(goal.fromDay, goal.untilDay, timezone);
  return counts[goal.kind](db, { staffId: goal.staffId ?? undefined, from, until });
}

interface Asked {
  staffId: number | undefined;
  from: number;
  until: number;
}

/** Every kind counts its own way; those of one colleague by who is responsible. */
const counts: Record<Goal['kind'], (db: Reader, asked: Asked) => Promise<number>> = {
  async 'paid-sum'(db, { staffId, from, until }) {
    const all = db.select({ sum: sumOf(payments.amount) }).from(payments);
    const theirs = staffId === undefined ? all : all.innerJoin(orders, eq(orders.id, payments.orderId));
    const [row] = await theirs.where(and(gte(payments.at, from), lt(payments.at, until), is(orders.responsibleId, staffId)));
    return row?.sum ?? 0;
  },
  orders: async (db, asked) => (await placed(db, asked)).orders,
  async 'average-order'(db, asked) {
    const { orders, sum } = await placed(db, asked);
    return orders === 0 ? 0 : Math.round(sum / orders);
  },
  'new-clients': (db, { staffId, from, until }) =>
    db.$count(
      clients,
      and(gte(clients.createdAt, from), lt(clients.createdAt, until), isNull(clients.mergedInto), is(clients.responsibleId, staffId)),
    ),
};

/** Orders that came in and were not cancelled. */
async function placed(db: Reader, { staffId, from, until }: Asked): Promise<{ orders: number; sum: number }> {
  const mine: SQL | undefined = is(orders.responsibleId, staffId);
  const [row] = await db
    .select({ orders: count(), sum: sumOf(orders.total) })
    .from(orders)
    .where(and(gte(orders.createdAt, from), lt(orders.createdAt, until), isKept, mine));
  return row ?? { orders: 0, sum: 0 };
}
