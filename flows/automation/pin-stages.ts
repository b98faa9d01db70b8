import { asc, eq, isNull } from 'drizzle-orm';
import { stages } from '../../db/schema/orders.ts';
import { type Condition, type RuleAction, rules } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';

/**
 * Rules of a preset name a stage by its position, which is true until the owner moves one: before that they are made to name it by its
 * number. What names it so already stays.
 */
export async function pinStages(tx: Tx): Promise<void> {
  const all = await tx.select().from(stages).where(isNull(stages.removedAt)).orderBy(asc(stages.pipelineId));
  const pin = (condition: Condition): Condition => {
    const stage = all.find(({ position }) => condition.field === 'order.stage' && position === condition.value);
    return stage ? { ...condition, field: 'order.stageId', value: stage.id } : condition;
  };
  for (const rule of await tx.select().from(rules)) {
    const conditions = rule.conditions.map(pin);
    const actions = rule.actions.map((action) => pinAction(action, pin));
    if (JSON.stringify([conditions, actions]) === JSON.stringify([rule.conditions, rule.actions])) continue;
    await tx.update(rules).set({ conditions, actions }).where(eq(rules.id, rule.id));
  }
}

/** What `only-if` holds was checked by its schema when the rule was written. */
const pinAction = (action: RuleAction, pin: (condition: Condition) => Condition): RuleAction =>
  action.do === 'only-if' ? { ...action, with: { conditions: (action.with.conditions as Condition[]).map(pin) } } : action;
