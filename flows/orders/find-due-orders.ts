import { and, asc, eq, lt, or } from 'drizzle-orm';
import { orders, stages } from '../../db/schema/orders.ts';
import type { Instant, Role } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { columnOfPart, parts } from '../staff/parts.ts';
import { may } from '../staff/rights.ts';
import type { Order } from './load-order.ts';
import type { Stage } from './pipeline.ts';

/** An open order and where it stands. */
export interface DueOrder {
  order: Order;
  stage: Stage;
}

const workshop: readonly Role[] = ['workshop-head', 'cook'];

/**
 * Open orders to be handed over before `until`, the most urgent first: a colleague's own, for the head of the workshop what is not baked yet,
 * for bosses all. What a confectioner has finished is not theirs any more.
 */
export async function findDueOrders(db: Reader, { staff, until }: { staff: Staff; until: Instant }): Promise<DueOrder[]> {
  const seesAll = may(staff, 'day.see-all');
  const leads = staff.roles.includes('workshop-head');
  const mine = or(...parts.map((part) => eq(orders[columnOfPart[part]], staff.id)));
  const rows = await db
    .select({ order: orders, stage: stages })
    .from(orders)
    .innerJoin(stages, eq(stages.id, orders.stageId))
    .where(and(eq(orders.outcome, 'open'), lt(orders.dueAt, until), seesAll || leads ? undefined : mine))
    .orderBy(asc(orders.dueAt), asc(orders.id))
    .limit(500);
  return rows.filter(
    ({ order, stage }) =>
      seesAll ||
      order.responsibleId === staff.id ||
      order.driverId === staff.id ||
      (workshop.includes(stage.role) && (leads || order.makerId === staff.id)),
  );
}
