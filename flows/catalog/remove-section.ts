import { count, eq } from 'drizzle-orm';
import { products, sections } from '../../db/schema/catalog.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getSection } from './find-in-catalog.ts';

/** Removes a section for good; refuses while a product is in it, on sale or not (`section.not-empty`). */
export async function removeSection(tx: Tx, { sectionId, by, now }: { sectionId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'catalog.manage');
  const section = await getSection(tx, sectionId);
  const [inside] = await tx.select({ count: count() }).from(products).where(eq(products.sectionId, sectionId));
  if (inside && inside.count > 0) throw new Refused('section.not-empty');
  await tx.delete(sections).where(eq(sections.id, sectionId));
  await recordChange(tx, { part: 'section', id: sectionId, title: section.title, before: section, after: undefined, by, now });
}
