import { eq } from 'drizzle-orm';
import { staff } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { record } from '../events.ts';

/** A colleague comes on shift or leaves it: only those on shift are given orders. The same again is a success without effect. */
export async function setShift(tx: Tx, { staffId, onShift, now }: { staffId: number; onShift: boolean; now: Instant }): Promise<void> {
  const [before] = await tx.select({ onShift: staff.onShift }).from(staff).where(eq(staff.id, staffId));
  if (!before || before.onShift === onShift) return;
  await tx.update(staff).set({ onShift }).where(eq(staff.id, staffId));
  await record(tx, { type: onShift ? 'staff.came' : 'staff.left', staffId }, { kind: 'staff', id: staffId }, now);
}
