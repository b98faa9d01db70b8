import { and, count, desc, eq, isNotNull } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Role } from '../../db/schema/words.ts';
import type { Reader } from '../../db/store.ts';
import { reachableStaff } from './find-staff.ts';

const columns = { responsible: orders.responsibleId, maker: orders.makerId, driver: orders.driverId } as const;

/**
 * Whose turn it is among those of a role who are on shift and can be told: whoever has the fewest open orders in this part, or whoever got one longest ago.
 * Undefined when nobody is on shift.
 */
export async function nextInLine(
  db: Reader,
  { part, role, how }: { part: keyof typeof columns; role: Role; how: 'least-load' | 'turn' },
): Promise<number | undefined> {
  const present = (await reachableStaff(db, role)).filter(({ onShift }) => onShift).map(({ id }) => id);
  if (present.length < 2) return present[0];
  const score = how === 'turn' ? await lastOrders(db, part) : await loads(db, part);
  return present.toSorted((a, b) => (score.get(a) ?? 0) - (score.get(b) ?? 0) || a - b)[0];
}

async function loads(db: Reader, part: keyof typeof columns): Promise<Map<number, number>> {
  const column = columns[part];
  const rows = await db
    .select({ id: column, open: count() })
    .from(orders)
    .where(and(eq(orders.outcome, 'open'), isNotNull(column)))
    .groupBy(column);
  return new Map(rows.flatMap(({ id, open }) => (id === null ? [] : [[id, open]])));
}

/** The latest order of each; a hundred back is far enough to see whose turn it is. */
async function lastOrders(db: Reader, part: keyof typeof columns): Promise<Map<number, number>> {
  const column = columns[part];
  const rows = await db.select({ id: column, order: orders.id }).from(orders).where(isNotNull(column)).orderBy(desc(orders.id)).limit(100);
  const last = new Map<number, number>();
  for (const { id, order } of rows) if (id !== null && !last.has(id)) last.set(id, order);
  return last;
}
