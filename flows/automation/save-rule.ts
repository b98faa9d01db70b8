import { eq, isNull, max } from 'drizzle-orm';
import { z } from 'zod';
import { stages } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import { rules } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { localizedOfAtMost } from '../localized.ts';
import { loadReminders } from '../orders/plan-reminder.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { allStaff } from '../staff/find-staff.ts';
import { refuseUnless } from '../staff/rights.ts';
import type { Actions } from './action.ts';
import { getRule } from './get-rule.ts';
import { conditions } from './params.ts';
import { type RuleForm, refuseRule } from './refuse-rule.ts';

export const ruleForm = z.object({
  title: localizedOfAtMost(120),
  event: z.string(),
  conditions,
  actions: z.array(z.object({ do: z.string(), with: z.record(z.string(), z.unknown()) })).max(20),
  enabled: z.boolean(),
});

interface SaveRule {
  /** Absent: a new one, behind all others. */
  ruleId?: number | undefined;
  rule: RuleForm;
  actions: Actions;
  by: By;
  now: Instant;
}

/** Writes a rule; it holds from the next event on. Answers its number. Refuses what `refuseRule` says. */
export async function saveRule(tx: Tx, { ruleId, rule, actions, by, now }: SaveRule): Promise<number> {
  await refuseUnless(tx, by, 'rules.manage');
  const refusal = refuseRule(rule, await groundOf(tx, actions));
  if (refusal) throw new Refused(refusal.code, refusal.details);
  const before = ruleId === undefined ? undefined : await getRule(tx, ruleId);
  const [saved] = before
    ? await tx.update(rules).set(rule).where(eq(rules.id, before.id)).returning()
    : await tx
        .insert(rules)
        .values({ ...rule, position: (await lastPosition(tx)) + 1 })
        .returning();
  if (!saved) throw new Error('The rule was not written');
  await recordChange(tx, { part: 'rule', id: saved.id, title: saved.title, before, after: saved, by, now });
  return saved.id;
}

async function groundOf(tx: Tx, actions: Actions) {
  const alive = await tx.select({ id: stages.id }).from(stages).where(isNull(stages.removedAt));
  return {
    actions,
    stageIds: alive.map(({ id }) => id),
    staffIds: (await allStaff(tx)).map(({ id }) => id),
    reminders: [...(await loadReminders()).keys()],
  };
}

async function lastPosition(tx: Tx): Promise<number> {
  const [last] = await tx.select({ position: max(rules.position) }).from(rules);
  return last?.position ?? 0;
}
