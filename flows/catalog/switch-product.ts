import { eq } from 'drizzle-orm';
import { products } from '../../db/schema/catalog.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getProduct } from './find-in-catalog.ts';

/** Puts a product on sale or takes it off; what is in a basket already is refused there when it is ordered. */
export async function switchProduct(
  tx: Tx,
  { productId, active, by, now }: { productId: number; active: boolean; by: By; now: Instant },
): Promise<void> {
  await refuseUnless(tx, by, 'catalog.manage');
  const before = await getProduct(tx, productId);
  await tx.update(products).set({ active }).where(eq(products.id, productId));
  await recordChange(tx, { part: 'product', id: productId, title: before.title, before, after: { ...before, active }, by, now });
}
