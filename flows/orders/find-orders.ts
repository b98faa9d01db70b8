import { and, asc, count, eq, isNull, or, sql, sum } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import type { Reader } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { columnOfPart, parts, rolesOfPart } from '../staff/parts.ts';
import { may } from '../staff/rights.ts';
import type { Order } from './load-order.ts';
import type { Stage } from './pipeline.ts';
import { takeable } from './take-order.ts';

/** A colleague's own open orders, the most urgent first. */
export const findMine = (db: Reader, staffId: number): Promise<Order[]> =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.outcome, 'open'), or(...parts.map((part) => eq(orders[columnOfPart[part]], staffId)))))
    .orderBy(asc(sql`coalesce(${orders.dueAt}, 0)`), asc(orders.id))
    .limit(30);

/** Open orders that still wait for somebody like this colleague, the most urgent first. */
export async function findPool(db: Reader, staff: Staff): Promise<Order[]> {
  const fitting = parts.filter((part) => rolesOfPart[part].some((role) => staff.roles.includes(role)));
  const rows = await db
    .select({ order: orders, stage: stages })
    .from(orders)
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .where(and(eq(orders.outcome, 'open'), or(...fitting.map((part) => isNull(orders[columnOfPart[part]])))))
    .orderBy(asc(sql`coalesce(${orders.dueAt}, 0)`), asc(orders.id))
    .limit(200);
  return rows
    .filter((row) => isTakeable(staff, row))
    .map(({ order }) => order)
    .slice(0, 30);
}

const isTakeable = (staff: Staff, row: { order: Order; stage: Stage }): boolean =>
  may(staff, 'order.take', row) && takeable(staff, row).length > 0;

/** How many open orders stand on each stage, and what they are worth. */
export async function findStageSums(db: Reader): Promise<Map<number, { orders: number; sum: number }>> {
  const rows = await db
    .select({ stageId: orders.stageId, orders: count(), sum: sum(orders.total).mapWith(Number) })
    .from(orders)
    .where(eq(orders.outcome, 'open'))
    .groupBy(orders.stageId);
  return new Map(rows.map(({ stageId, ...sums }) => [stageId, { orders: sums.orders, sum: sums.sum ?? 0 }]));
}

/** The open orders of a stage, the most urgent first. */
export const findOnStage = (db: Reader, stageId: number, { offset, limit }: { offset: number; limit: number }): Promise<Order[]> =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.outcome, 'open'), eq(orders.stageId, stageId)))
    .orderBy(asc(sql`coalesce(${orders.dueAt}, 0)`), asc(orders.id))
    .limit(limit)
    .offset(offset);
