import { asc, eq } from 'drizzle-orm';
import { products } from '../../db/schema/catalog.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { reordered } from '../reordered.ts';
import { refuseUnless } from '../staff/rights.ts';

/** Clients see the products of a section in this order. Refuses with `list.out-of-date` when somebody added one to the section meanwhile. */
export async function reorderProducts(
  tx: Tx,
  { sectionId, productIds, by, now }: { sectionId: number; productIds: readonly number[]; by: By; now: Instant },
): Promise<void> {
  await refuseUnless(tx, by, 'catalog.manage');
  const ofSection = await tx.select().from(products).where(eq(products.sectionId, sectionId)).orderBy(asc(products.position));
  for (const { row, position } of reordered(ofSection, productIds)) {
    await tx.update(products).set({ position }).where(eq(products.id, row.id));
    await recordChange(tx, {
      ...{ part: 'product', id: row.id, title: row.title, by, now },
      before: { position: row.position },
      after: { position },
    });
  }
}
