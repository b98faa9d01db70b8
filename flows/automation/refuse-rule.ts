import type { Localized } from '../../db/schema/words.ts';
import type { Condition, RuleAction } from '../../db/schema/work.ts';
import type { RefusalCode, RefusalDetails } from '../refused.ts';
import type { Actions } from './action.ts';
import { type Field, findField, knows, operators } from './fields.ts';
import { isRuleEvent, type RuleEvent } from './rule-events.ts';
import { conditionsOf, stagesIn } from './stages-in-rules.ts';
import { eventWords, orderWords, unknownWords } from './words.ts';

export interface RuleForm {
  title: Localized;
  event: string;
  conditions: Condition[];
  actions: RuleAction[];
  enabled: boolean;
}

/** What a rule may name. */
export interface Ground {
  actions: Actions;
  stageIds: readonly number[];
  staffIds: readonly number[];
  reminders: readonly string[];
}

interface Refusal {
  code: RefusalCode;
  details: RefusalDetails;
}

/** Why a rule cannot work as it is written; undefined when it can. Pure. */
export function refuseRule(rule: RuleForm, ground: Ground): Refusal | undefined {
  const { event } = rule;
  if (!isRuleEvent(event)) return refused('rule.no-event');
  if (rule.actions.length === 0) return refused('rule.no-action');
  for (const action of rule.actions) {
    const refusal = refuseAction(action, ground);
    if (refusal) return refusal;
  }
  for (const condition of conditionsOf(rule)) {
    const refusal = refuseCondition(condition, event, ground);
    if (refusal) return refusal;
  }
  return stagesIn(rule).every((id) => ground.stageIds.includes(id)) ? undefined : refused('rule.no-stage');
}

const refused = (code: RefusalCode, details: RefusalDetails = {}): Refusal => ({ code, details });

function refuseAction({ do: name, with: given }: RuleAction, { actions, reminders }: Ground): Refusal | undefined {
  const action = actions.get(name);
  if (!action) return refused('rule.no-action');
  const { success, error } = action.params.safeParse(given);
  if (!success) return refused('rule.wrong-param', { action: name, param: String(error.issues[0]?.path[0] ?? '') });
  if (name === 'remind' && !reminders.includes(String(given.reminder)))
    return refused('rule.wrong-param', { action: name, param: 'reminder' });
  // `params` has just said that a text is one.
  const texts = [given.text, given.title].filter((text) => text !== null && typeof text === 'object') as Localized[];
  const [unknown] = texts.flatMap((text) => unknownWords(text, [...orderWords, ...eventWords]));
  return unknown === undefined ? undefined : refused('rule.unknown-word', { name: `{${unknown}}` });
}

function refuseCondition({ field: name, op, value }: Condition, event: RuleEvent, ground: Ground): Refusal | undefined {
  const field = findField(name);
  if (!field) return refused('rule.no-field');
  if (!knows(event, field)) return refused('rule.field-not-here', { field: name });
  if (!operators[field.kind].includes(op)) return refused('rule.wrong-value', { field: name });
  if (op === 'filled' || op === 'empty') return undefined;
  const values = op === 'in' ? value : [value];
  if (!Array.isArray(values) || values.length === 0) return refused('rule.wrong-value', { field: name });
  if (values.every((each) => fits[field.kind](each, field, ground))) return undefined;
  return refused(field.kind === 'stage' ? 'rule.no-stage' : 'rule.wrong-value', { field: name });
}

const isAmount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const fits: Record<Field['kind'], (value: unknown, field: Field, ground: Ground) => boolean> = {
  money: isAmount,
  count: isAmount,
  stage: (value, _, { stageIds }) => stageIds.some((id) => id === value),
  staff: (value, _, { staffIds }) => staffIds.some((id) => id === value),
  flag: (value) => typeof value === 'boolean',
  word: (value, { words = [] }) => words.some((word) => word === value),
  text: (value) => typeof value === 'string' && value.trim() !== '',
  there: () => false,
};
