import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { templates } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { reordered } from '../reordered.ts';
import { refuseUnless } from '../staff/rights.ts';
import { allTemplates } from './save-template.ts';

/** Ready answers are offered in this order. Refuses with `list.out-of-date` when somebody added or removed one meanwhile. */
export async function reorderTemplates(
  tx: Tx,
  { templateIds, by, now }: { templateIds: readonly number[]; by: By; now: Instant },
): Promise<void> {
  await refuseUnless(tx, by, 'templates.manage');
  for (const { row, position } of reordered(await allTemplates(tx), templateIds)) {
    await tx.update(templates).set({ position }).where(eq(templates.id, row.id));
    await recordChange(tx, {
      ...{ part: 'template', id: row.id, title: row.title, by, now },
      before: { position: row.position },
      after: { position },
    });
  }
}
