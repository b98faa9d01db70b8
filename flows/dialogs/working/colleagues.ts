import { and, count, eq, isNotNull, isNull } from 'drizzle-orm';
import { orders } from '../../../db/schema/orders.ts';
import type { Role } from '../../../db/schema/words.ts';
import { tasks } from '../../../db/schema/work.ts';
import type { Reader } from '../../../db/store.ts';
import { allStaff, staffWithRole } from '../../staff/find-staff.ts';
import { columnOfPart, parts } from '../../staff/parts.ts';
import type { Choice, Staff, StaffTurn } from '../dialog.ts';

/** How many open orders each colleague has, in whatever part. */
export async function findLoads(db: Reader): Promise<Map<number, number>> {
  const loads = new Map<number, number>();
  for (const part of parts) {
    const column = orders[columnOfPart[part]];
    const rows = await db
      .select({ id: column, open: count() })
      .from(orders)
      .where(and(eq(orders.outcome, 'open'), isNotNull(column)))
      .groupBy(column);
    for (const { id, open } of rows) if (id !== null) loads.set(id, (loads.get(id) ?? 0) + open);
  }
  return loads;
}

/** How many open tasks each colleague has. */
export async function findTaskLoads(db: Reader): Promise<Map<number, number>> {
  const rows = await db
    .select({ id: tasks.assigneeId, open: count() })
    .from(tasks)
    .where(and(isNull(tasks.doneAt), isNotNull(tasks.assigneeId)))
    .groupBy(tasks.assigneeId);
  return new Map(rows.flatMap(({ id, open }) => (id === null ? [] : [[id, open]])));
}

/** Colleagues to choose from, with their load; those on shift first, the least busy of them at the top. */
export async function colleagueChoices({ tx, t, staff }: StaffTurn, roles?: readonly Role[]): Promise<Choice[]> {
  const people = roles ? await staffWithRole(tx, ...roles) : await allStaff(tx);
  const loads = await findLoads(tx);
  const load = ({ id }: Staff) => loads.get(id) ?? 0;
  return people
    .toSorted((a, b) => Number(b.onShift) - Number(a.onShift) || load(a) - load(b) || a.id - b.id)
    .slice(0, 20)
    .map((person) => ({
      id: String(person.id),
      label: t.staff.colleague({ name: person.name, load: load(person), onShift: person.onShift, isMe: person.id === staff.id }),
    }));
}
