import { and, asc, eq, isNull, not, or, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { Order } from './load-order.ts';

/** Open orders that nobody will come back to by themselves: no open task, or no day. The oldest first. */
export const findWithoutNextStep = (db: Reader): Promise<Order[]> => {
  const openTask = sql`exists (select 1 from ${tasks} where ${tasks.orderId} = ${orders.id} and ${tasks.doneAt} is null)`;
  return db
    .select()
    .from(orders)
    .where(and(eq(orders.outcome, 'open'), not(openTask), or(isNull(orders.dueAt), isNull(orders.responsibleId))))
    .orderBy(asc(orders.id))
    .limit(20);
};
