import { and, count, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { orders, stages } from '../../../db/schema/orders.ts';
import type { Role } from '../../../db/schema/words.ts';
import { tasks } from '../../../db/schema/work.ts';
import type { Reader } from '../../../db/store.ts';
import { allStaff, reachableStaff, staffWithRole } from '../../staff/find-staff.ts';
import { columnOfPart, parts } from '../../staff/parts.ts';
import type { Choice, Staff, StaffTurn } from '../dialog.ts';

const lastBaking = sql`(select max(s.position) from stages s where s.pipeline_id = ${stages.pipelineId} and s.role = 'cook' and s.removed_at is null)`;
const isUnbaked = sql`${stages.position} <= coalesce(${lastBaking}, ${stages.position})`;

/** How many open orders each colleague has, in whatever part; a cake that is ready is no work for its confectioner any more. */
export async function findLoads(db: Reader): Promise<Map<number, number>> {
  const loads = new Map<number, number>();
  for (const part of parts) {
    const column = orders[columnOfPart[part]];
    const rows = await db
      .select({ id: column, open: count() })
      .from(orders)
      .innerJoin(stages, eq(stages.id, orders.stageId))
      .where(and(eq(orders.outcome, 'open'), isNotNull(column), part === 'maker' ? isUnbaked : undefined))
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

/** Colleagues to choose from, with their load; those who hear of it and are on shift first, the least busy of them at the top. */
export async function colleagueChoices({ tx, t, staff }: StaffTurn, roles?: readonly Role[]): Promise<Choice[]> {
  const people = roles ? await staffWithRole(tx, ...roles) : await allStaff(tx);
  const loads = await findLoads(tx);
  const inTouch = new Set((await reachableStaff(tx)).map(({ id }) => id));
  const rank = ({ id, onShift }: Staff) => (inTouch.has(id) ? 0 : 2) + (onShift ? 0 : 1);
  const load = ({ id }: Staff) => loads.get(id) ?? 0;
  return people
    .toSorted((a, b) => rank(a) - rank(b) || load(a) - load(b) || a.id - b.id)
    .slice(0, 20)
    .map((person) => ({
      id: String(person.id),
      label: t.staff.colleague({
        name: person.name,
        load: load(person),
        onShift: person.onShift,
        isMe: person.id === staff.id,
        inTouch: inTouch.has(person.id),
      }),
    }));
}
