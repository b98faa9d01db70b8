import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { rules } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getRule } from './get-rule.ts';

/** Takes a rule away; the log of what it did keeps its title. */
export async function removeRule(tx: Tx, { ruleId, by, now }: { ruleId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'rules.manage');
  const rule = await getRule(tx, ruleId);
  await tx.update(rules).set({ removedAt: now, enabled: false }).where(eq(rules.id, ruleId));
  await recordChange(tx, { part: 'rule', id: ruleId, title: rule.title, before: rule, after: undefined, by, now });
}
