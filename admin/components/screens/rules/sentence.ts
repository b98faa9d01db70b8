import type { Condition, RuleAction } from '../../../../db/schema/work.ts';
import type { RuleGround } from '../../../../flows/automation/describe-rules.ts';
import { rulesTexts } from '../../../texts/rules.ts';
import { money, number, said, titleOf } from '../../anna.ts';
import { durationWords } from '../../ui/duration.tsx';

export type Ground = RuleGround;
const t = said(rulesTexts);

/** A name in a list of names; what is not there calls itself. */
export const nameIn = (names: Readonly<Record<string, string>>, word: string): string => names[word] ?? word;

/** A rule as people say it: "When a new order comes in, if the total is more than 200,000, then make a task". */
export function ruleSentence(
  { event, conditions, actions }: { event: string; conditions: readonly Condition[]; actions: readonly RuleAction[] },
  ground: Ground,
): string {
  const ifs = conditions.map((condition) => conditionWords(condition, ground)).join(` ${t.and} `);
  const thens = actions.map((action) => actionWords(action, ground)).join(', ') || '…';
  const start = `${t.when} ${nameIn(ground.words.events, event)}`;
  return `${start}${ifs && `, ${t.if.toLowerCase()} ${ifs}`}, ${t.so} ${thens}${actions.length > 0 ? '.' : ''}`;
}

export function conditionWords({ field, op, value }: Condition, ground: Ground): string {
  const { words } = ground;
  const name = nameIn(words.fields, field);
  if (op === 'filled' || op === 'empty') return `${name}: ${words.operators[op]}`;
  const kind = ground.fields[field]?.kind;
  if (kind === 'flag') return `${name}: ${value ? words.yes : words.no}`;
  const values = (Array.isArray(value) ? value : [value]).map((each) => valueWords(each, kind, ground)).join(', ');
  return op === 'is' ? `${name} — ${values}` : `${name} ${words.operators[op]} ${values}`;
}

function valueWords(value: unknown, kind: string | undefined, { words, stages, staff }: Ground): string {
  if (kind === 'money' && typeof value === 'number') return money(value);
  if (kind === 'stage') return `«${stageName(value, stages)}»`;
  if (kind === 'staff') return staff.find(({ id }) => id === value)?.name ?? '—';
  return typeof value === 'number' ? number(value) : nameIn(words.words, String(value));
}

const stageName = (id: unknown, stages: Ground['stages']): string => {
  const stage = stages.find((each) => each.id === id);
  return stage ? titleOf(stage.title) : '—';
};

/** An action with what matters most of it in brackets. */
export function actionWords({ do: name, with: given }: RuleAction, ground: Ground): string {
  const { words, roles } = ground;
  const details = [
    ...(typeof given.to === 'string' && given.to !== 'next' ? [nameIn(words.recipients, given.to)] : []),
    ...(given.to === 'next' ? [words.nextStage] : []),
    ...(typeof given.to === 'number' ? [stageName(given.to, ground.stages)] : []),
    ...(typeof given.part === 'string' ? [nameIn(words.words, given.part)] : []),
    ...(isText(given.title) && titleOf(given.title) ? [`«${titleOf(given.title)}»`] : []),
    ...(typeof given.role === 'string' ? [nameIn(roles, given.role)] : []),
    ...(typeof given.minutes === 'number' ? [durationWords(given.minutes)] : []),
    ...(typeof given.reminder === 'string' ? [nameIn(words.words, given.reminder)] : []),
    ...(Array.isArray(given.conditions) && given.conditions.length > 0
      ? [(given.conditions as Condition[]).map((each) => conditionWords(each, ground)).join(` ${t.and} `)]
      : []),
  ];
  return `${nameIn(words.actions, name)}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

/** A text in the shop's languages, as the schema of the action has it. */
const isText = (value: unknown): value is Record<string, string> => value !== null && typeof value === 'object' && !Array.isArray(value);
