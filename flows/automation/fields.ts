import { actorKinds, fulfilments, stageKinds } from '../../db/schema/words.ts';
import type { Condition } from '../../db/schema/work.ts';
import { parts } from '../staff/parts.ts';
import { type Noun, type RuleEvent, ruleEvents } from './rule-events.ts';

/** What a condition can ask about, and how the panel asks for the value. `there`: only whether there is one. */
export interface Field {
  kind: 'money' | 'count' | 'stage' | 'staff' | 'flag' | 'word' | 'text' | 'there';
  words?: readonly string[];
  /** The nouns or the very events that know it; all do when absent. */
  of?: readonly (Noun | RuleEvent)[];
}

const anyOrder = ['order', 'task', 'client'] as const;
const ofOrder = (field: Omit<Field, 'of'>): Field => ({ ...field, of: anyOrder });

/** By the name in a rule. `flows/automation/conditions.ts` reads them. */
export const fields = {
  'order.stageId': ofOrder({ kind: 'stage' }),
  'order.total': ofOrder({ kind: 'money' }),
  'order.paid': ofOrder({ kind: 'money' }),
  'order.balance': ofOrder({ kind: 'money' }),
  'order.depositDue': ofOrder({ kind: 'money' }),
  'order.fulfilment': ofOrder({ kind: 'word', words: fulfilments }),
  'order.outcome': ofOrder({ kind: 'word', words: stageKinds }),
  'order.responsibleId': ofOrder({ kind: 'staff' }),
  'order.makerId': ofOrder({ kind: 'staff' }),
  'order.driverId': ofOrder({ kind: 'staff' }),
  'order.source': ofOrder({ kind: 'text' }),
  'order.wishes': ofOrder({ kind: 'there' }),
  'order.dueAt': ofOrder({ kind: 'there' }),
  'order.allergiesAsked': ofOrder({ kind: 'flag' }),
  'order.unpaidAllowed': ofOrder({ kind: 'flag' }),
  'order.stageTasks': ofOrder({ kind: 'count' }),
  'order.id': { kind: 'there', of: ['task', 'client'] },
  'order.sameVisit': { kind: 'flag', of: ['order.moved', 'order.stalled', 'order.no-answer'] },
  'event.by': { kind: 'word', words: actorKinds },
  'event.way': { kind: 'word', words: ['forward', 'back', 'won', 'lost'], of: ['order.moved'] },
  'event.from': { kind: 'stage', of: ['order.moved', 'order.move-undone'] },
  'event.to': { kind: 'stage', of: ['order.moved', 'order.move-undone'] },
  'event.reason': { kind: 'text', of: ['order.moved', 'order.restored'] },
  'event.part': { kind: 'word', words: parts, of: ['order.taken', 'order.assigned'] },
  'event.amount': { kind: 'money', of: ['payment.received', 'payment.returned'] },
  'event.purpose': { kind: 'word', words: ['reference', 'ready'], of: ['order.photographed'] },
  'event.source': { kind: 'text', of: ['order.placed'] },
  'event.clientId': { kind: 'there', of: ['task', 'client'] },
  'event.isLatest': { kind: 'flag', of: ['order'] },
  'task.done': { kind: 'flag', of: ['task'] },
  'chat.answered': { kind: 'flag', of: ['client.asked'] },
  'chat.alreadyWaiting': { kind: 'flag', of: ['client.asked'] },
} as const satisfies Record<string, Field>;
export type FieldName = keyof typeof fields;

export const findField = (name: string): Field | undefined => (Object.hasOwn(fields, name) ? fields[name as FieldName] : undefined);

/** Whether an event knows a field. */
export const knows = (event: RuleEvent, { of }: Field): boolean =>
  of === undefined || of.some((each) => each === event || each === ruleEvents[event]);

export type Operator = Condition['op'];

/** How each kind can be compared. */
export const operators: Record<Field['kind'], readonly Operator[]> = {
  money: ['more', 'less', 'is'],
  count: ['more', 'less', 'is'],
  stage: ['is', 'is-not', 'in'],
  staff: ['filled', 'empty', 'is', 'is-not'],
  flag: ['is'],
  word: ['is', 'is-not', 'in'],
  text: ['is', 'is-not', 'filled', 'empty'],
  there: ['filled', 'empty'],
};
