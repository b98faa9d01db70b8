import { isNull } from 'drizzle-orm';
import { stages } from '../../db/schema/orders.ts';
import { type Condition, type RuleAction, rules } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { Rule } from './run-rule.ts';

/** The fields whose value is the number of a stage. */
export const stageFields: readonly string[] = ['order.stageId', 'event.from', 'event.to', 'event.stageId'];

/** The conditions of a rule, those of its "only if" among them. */
export const conditionsOf = ({ conditions, actions }: Pick<Rule, 'conditions' | 'actions'>): Condition[] => [
  ...conditions,
  ...actions.flatMap(conditionsIn),
];

/** What `only-if` holds was checked by its schema when the rule was written. */
const conditionsIn = ({ do: name, with: params }: RuleAction): Condition[] =>
  name === 'only-if' ? (params.conditions as Condition[]) : [];

/** The numbers of the stages that a rule names. */
export function stagesIn(rule: Pick<Rule, 'event' | 'conditions' | 'actions'>): number[] {
  const named = conditionsOf(rule)
    .filter(({ field }) => stageFields.includes(field) && (field === 'order.stageId' || rule.event.startsWith('order.')))
    .flatMap(({ value }) => value);
  const targets = rule.actions.flatMap(({ do: name, with: params }) => (name === 'move' ? [params.to] : []));
  return [...named, ...targets].filter((value) => typeof value === 'number');
}

/** The rules that are switched on and name this stage. */
export async function rulesNaming(db: Reader, stageId: number): Promise<Rule[]> {
  const all = await db.select().from(rules).where(isNull(rules.removedAt));
  return all.filter((rule) => rule.enabled && stagesIn(rule).includes(stageId));
}

/** Whether a rule names a stage that was taken away. */
export async function namesGoneStage(db: Reader, rule: Rule): Promise<boolean> {
  const alive = await db.select({ id: stages.id }).from(stages).where(isNull(stages.removedAt));
  return stagesIn(rule).some((id) => !alive.some((stage) => stage.id === id));
}
