import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { rules } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getRule } from './get-rule.ts';
import { namesGoneStage } from './stages-in-rules.ts';

interface SwitchRule {
  ruleId: number;
  enabled: boolean;
  by: By;
  now: Instant;
}

/** Switches a rule on or off, from the next event on; one that waits in mid-course stops too. Refuses to switch on one whose stage is gone (`rule.no-stage`). */
export async function switchRule(tx: Tx, { ruleId, enabled, by, now }: SwitchRule): Promise<void> {
  await refuseUnless(tx, by, 'rules.manage');
  const rule = await getRule(tx, ruleId);
  if (enabled && (await namesGoneStage(tx, rule))) throw new Refused('rule.no-stage');
  await tx.update(rules).set({ enabled }).where(eq(rules.id, ruleId));
  await recordChange(tx, { part: 'rule', id: ruleId, title: rule.title, before: rule, after: { ...rule, enabled }, by, now });
}
