import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { getStaff } from '../staff/find-staff.ts';
import { columnOfPart, type Part, rolesOfPart } from '../staff/parts.ts';
import { refuseUnless } from '../staff/rights.ts';
import { changeOrder } from './change-order.ts';
import { loadFacts } from './order-facts.ts';

interface AssignOrder {
  orderId: number;
  part: Part;
  /** Who gets it. */
  staffId: number;
  by: By;
  now: Instant;
}

/** Gives an order to a colleague of the fitting role, with the open tasks of the one who had it. The same colleague again is a success without effect. */
export async function assignOrder(tx: Tx, { orderId, part, staffId, by, now }: AssignOrder): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  const from = order[columnOfPart[part]];
  if (from === staffId) return;
  await refuseUnless(tx, by, `order.assign-${part}`, { order, stage });
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  const { name, roles } = await getStaff(tx, staffId);
  if (!rolesOfPart[part].some((role) => roles.includes(role))) throw new Refused('staff.unfit', { orderId, name });

  await changeOrder(tx, order, { [columnOfPart[part]]: staffId });
  for (const role of rolesOfPart[part]) {
    const holder = from === null ? isNull(tasks.assigneeId) : eq(tasks.assigneeId, from);
    await tx
      .update(tasks)
      .set({ assigneeId: staffId })
      .where(and(eq(tasks.orderId, orderId), eq(tasks.role, role), holder, isNull(tasks.doneAt)));
  }
  await record(tx, { type: 'order.assigned', orderId, clientId: order.clientId, part, from, to: staffId }, by, now);
}
