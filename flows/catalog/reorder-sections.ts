import { eq } from 'drizzle-orm';
import { sections } from '../../db/schema/catalog.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { reordered } from '../reordered.ts';
import { refuseUnless } from '../staff/rights.ts';
import { allSections } from './find-in-catalog.ts';

/** Clients see the sections in this order. Refuses with `list.out-of-date` when somebody added or removed one meanwhile. */
export async function reorderSections(
  tx: Tx,
  { sectionIds, by, now }: { sectionIds: readonly number[]; by: By; now: Instant },
): Promise<void> {
  await refuseUnless(tx, by, 'catalog.manage');
  for (const { row, position } of reordered(await allSections(tx), sectionIds)) {
    await tx.update(sections).set({ position }).where(eq(sections.id, row.id));
    await recordChange(tx, {
      ...{ part: 'section', id: row.id, title: row.title, by, now },
      before: { position: row.position },
      after: { position },
    });
  }
}
