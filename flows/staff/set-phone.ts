import { eq } from 'drizzle-orm';
import { staff } from '../../db/schema/people.ts';
import type { Tx } from '../../db/store.ts';

/** Writes down the phone (E.164) on which a colleague is connected with clients. */
export async function setStaffPhone(tx: Tx, { staffId, phone }: { staffId: number; phone: string }): Promise<void> {
  await tx.update(staff).set({ phone }).where(eq(staff.id, staffId));
}
