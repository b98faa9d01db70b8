import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { invites, staff } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { apiKeys, tasks } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { refreshCards, refreshCardsOf } from '../orders/card.ts';
import { Refused } from '../refused.ts';
import { closeAccount } from './close-account.ts';
import { findStaff, reachableStaff } from './find-staff.ts';
import { columnOfPart, parts } from './parts.ts';
import { refuseUnless } from './rights.ts';
import { tellPool } from './tell-pool.ts';

interface RemoveStaff {
  staffId: number;
  /** Keys of programs that go on working, as the remover's; every other key that the colleague made opens nothing from now on. */
  keepKeys?: number[];
  by: By;
  now: Instant;
}

/**
 * Ends a colleague's access at once: every door refuses from now on, their open orders and tasks go back to the pool, where colleagues are told
 * of them, and their cards lose what they showed. Refuses the last owner (`staff.last-owner`). A second time is a success without effect.
 */
export async function removeStaff(tx: Tx, { staffId, keepKeys = [], by, now }: RemoveStaff): Promise<void> {
  await refuseUnless(tx, by, 'staff.manage');
  const person = await findStaff(tx, staffId);
  if (!person) throw new Refused('staff.not-found');
  if (person.removedAt !== null) return;
  if (person.roles.includes('owner') && (await reachableStaff(tx, 'owner')).every(({ id }) => id === staffId))
    throw new Refused('staff.last-owner');

  await tx.update(staff).set({ removedAt: now, onShift: false }).where(eq(staff.id, staffId));
  for (const part of parts) {
    const column = orders[columnOfPart[part]];
    const freed = await tx
      .update(orders)
      .set({ [columnOfPart[part]]: null, version: sql`${orders.version} + 1` })
      .where(and(eq(column, staffId), eq(orders.outcome, 'open')))
      .returning({ id: orders.id });
    for (const { id } of freed) await refreshCards(tx, id, now);
    await tellPool(tx, { part, name: person.name, orders: freed.length, now });
  }
  await tx
    .update(tasks)
    .set({ assigneeId: null })
    .where(and(eq(tasks.assigneeId, staffId), isNull(tasks.doneAt)));
  await closeAccount(tx, { staffId, by, now });
  await tx.delete(invites).where(and(eq(invites.staffId, staffId), isNull(invites.usedAt)));
  await handOverKeys(tx, { staffId, keepKeys, by, now });
  await refreshCardsOf(tx, staffId, now);
  await record(tx, { type: 'staff.removed', staffId }, by, now);
}

/** Whoever made a key may have kept it: it ends with them, unless the owner takes it over. */
async function handOverKeys(tx: Tx, { staffId, keepKeys = [], by, now }: RemoveStaff): Promise<void> {
  const theirs = and(eq(apiKeys.byId, staffId), isNull(apiKeys.revokedAt));
  const keeper = by.kind === 'staff' ? (by.id ?? null) : null;
  if (keepKeys.length > 0)
    await tx
      .update(apiKeys)
      .set({ byId: keeper })
      .where(and(theirs, inArray(apiKeys.id, keepKeys)));
  const ended = await tx.update(apiKeys).set({ revokedAt: now }).where(theirs).returning({ id: apiKeys.id });
  for (const { id } of ended) await record(tx, { type: 'key.revoked', keyId: id }, by, now);
}
