import { and, eq, gte, inArray, isNull } from 'drizzle-orm';
import { clients, merges } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { belongingNames, type Filled, giveTo, type Remembered, recount } from './merge-clients.ts';

/**
 * Makes two cards of one again: each has what it had, and what was said since at an address goes with the address. What was edited since stays
 * with the kept card. Again is a success without effect (false). Refuses with `merge.not-undoable` when a later merge stands on it.
 */
export async function undoMerge(tx: Tx, { mergeId, by, now }: { mergeId: number; by: By; now: Instant }): Promise<boolean> {
  await refuseUnless(tx, by, 'client.merge');
  const [merge] = await tx.select().from(merges).where(eq(merges.id, mergeId));
  if (!merge) throw new Refused('merge.not-undoable');
  if (merge.undoneAt !== null) return false;
  const { keptId, goneId } = merge;
  const [kept] = await tx.select().from(clients).where(eq(clients.id, keptId));
  const [gone] = await tx.select().from(clients).where(eq(clients.id, goneId));
  if (!kept || kept.mergedInto !== null || gone?.mergedInto !== keptId) throw new Refused('merge.not-undoable');

  // Written by `mergeClients` only.
  const remembered = merge.before as unknown as Remembered;
  for (const name of belongingNames) await giveTo(tx, name, remembered.moved[name] ?? [], goneId);
  await followAddresses(tx, remembered, { keptId, goneId, since: merge.at });
  await tx.update(clients).set(restored(kept, remembered)).where(eq(clients.id, keptId));
  await tx.update(clients).set({ mergedInto: null, waitingSince: remembered.goneWaitingSince }).where(eq(clients.id, goneId));
  await recount(tx, keptId);
  await recount(tx, goneId);
  await tx.update(merges).set({ undoneAt: now }).where(eq(merges.id, mergeId));
  await record(tx, { type: 'client.merge-undone', clientId: keptId, goneId, mergeId }, by, now);
  return true;
}

/** What was said since the merge at the other one's addresses is theirs. */
async function followAddresses(
  tx: Tx,
  { moved }: Remembered,
  { keptId, goneId, since }: { keptId: number; goneId: number; since: Instant },
): Promise<void> {
  if (moved.identities.length === 0) return;
  await tx
    .update(messages)
    .set({ clientId: goneId })
    .where(and(eq(messages.clientId, keptId), inArray(messages.identityId, moved.identities), gte(messages.at, since)));
}

/** Each column as it was before, unless somebody has written it anew since. */
function restored(kept: Client, { before, after }: Remembered): Partial<Filled> {
  const columns = Object.keys(before) as (keyof Filled)[];
  const untouched = columns.filter((column) => JSON.stringify(kept[column]) === JSON.stringify(after[column]));
  return Object.fromEntries(untouched.map((column) => [column, before[column]]));
}

/** The merges into this card that can be undone, the latest first. */
export const findMerges = (tx: Pick<Tx, 'select'>, keptId: number) =>
  tx
    .select({ id: merges.id, goneId: merges.goneId, goneName: clients.name, at: merges.at, byId: merges.byId })
    .from(merges)
    .innerJoin(clients, eq(clients.id, merges.goneId))
    .where(and(eq(merges.keptId, keptId), isNull(merges.undoneAt)));
