import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { rules } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { reordered } from '../reordered.ts';
import { refuseUnless } from '../staff/rights.ts';
import { allRules } from './get-rule.ts';

/** Rules of one event run in this order. Refuses with `list.out-of-date` when somebody added or removed one meanwhile. */
export async function reorderRules(tx: Tx, { ruleIds, by, now }: { ruleIds: readonly number[]; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'rules.manage');
  for (const { row, position } of reordered(await allRules(tx), ruleIds)) {
    await tx.update(rules).set({ position }).where(eq(rules.id, row.id));
    await recordChange(tx, {
      ...{ part: 'rule', id: row.id, title: row.title, by, now },
      before: { position: row.position },
      after: { position },
    });
  }
}
