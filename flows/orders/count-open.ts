import { and, count, eq, isNotNull } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Reader } from '../../db/store.ts';
import { columnOfPart, type Part } from '../staff/parts.ts';

/** How many open orders each colleague plays this part in. */
export async function countOpen(db: Reader, part: Part): Promise<Map<number, number>> {
  const column = orders[columnOfPart[part]];
  const rows = await db
    .select({ id: column, open: count() })
    .from(orders)
    .where(and(eq(orders.outcome, 'open'), isNotNull(column)))
    .groupBy(column);
  return new Map(rows.flatMap(({ id, open }) => (id === null ? [] : [[id, open]])));
}
