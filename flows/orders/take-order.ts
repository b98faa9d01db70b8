import { and, eq, isNull, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { Staff } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { findStaff } from '../staff/find-staff.ts';
import { columnOfPart, freeParts, type Part, parts, rolesOfPart } from '../staff/parts.ts';
import { may, type Row, refuseUnless } from '../staff/rights.ts';
import { loadFacts } from './order-facts.ts';

interface TakeOrder {
  orderId: number;
  /** What to be for it; by default what is free and fits the person's role. */
  part?: Part | undefined;
  by: By;
  now: Instant;
}

/**
 * Takes an order out of the pool; the tasks that waited for anyone of the role come with it. Of two at once one gets it, the other is
 * refused with the name (`order.already-taken`). What is mine already is a success without effect.
 */
export async function takeOrder(tx: Tx, { orderId, part: wanted, by, now }: TakeOrder): Promise<Part> {
  const { order, stage } = await loadFacts(tx, orderId);
  const who = await refuseUnless(tx, by, 'order.take');
  if (!who) throw new Refused('order.not-takeable', { orderId });
  if (order.outcome !== 'open') throw new Refused('order.already-closed', { orderId });
  const mine = parts.find((part) => (!wanted || part === wanted) && order[columnOfPart[part]] === who.id);
  if (mine) return mine;
  const part = takeable(who, { order, stage }).find((each) => !wanted || each === wanted);
  if (!part) return refuseWithName(tx, who, order, wanted);

  const column = orders[columnOfPart[part]];
  const taken = await tx
    .update(orders)
    .set({ [columnOfPart[part]]: who.id, version: sql`${orders.version} + 1` })
    .where(and(eq(orders.id, orderId), isNull(column)))
    .returning({ id: orders.id });
  if (taken.length === 0) return refuseWithName(tx, who, (await loadFacts(tx, orderId)).order, part);
  for (const role of rolesOfPart[part]) {
    await tx
      .update(tasks)
      .set({ assigneeId: who.id })
      .where(and(eq(tasks.orderId, orderId), eq(tasks.role, role), isNull(tasks.assigneeId), isNull(tasks.doneAt)));
  }
  await record(tx, { type: 'order.taken', orderId, clientId: order.clientId, staffId: who.id, part }, by, now);
  return part;
}

/** What this person could be for the order now, without asking anybody. */
export function takeable(who: Staff, row: Row): Part[] {
  const { order, stage } = row;
  if (!may(who, 'order.take', row)) return [];
  return freeParts(order, stage).filter((part) => rolesOfPart[part].some((role) => who.roles.includes(role)));
}

/** Says who has it, or that it is not to be had now. */
async function refuseWithName(tx: Tx, who: Staff, order: Row['order'], wanted: Part | undefined): Promise<never> {
  const fitting = wanted ? [wanted] : parts.filter((part) => rolesOfPart[part].some((role) => who.roles.includes(role)));
  const holder = fitting.map((part) => order[columnOfPart[part]]).find((id) => id !== null);
  const name = (await findStaff(tx, holder))?.name;
  throw new Refused(name === undefined ? 'order.not-takeable' : 'order.already-taken', {
    orderId: order.id,
    ...(name !== undefined && { name }),
  });
}
