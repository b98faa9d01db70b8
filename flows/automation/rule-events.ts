import type { EventType } from '../events.ts';

/** What an event speaks of; it decides which conditions a rule can have and whom its actions find. */
export type Noun = 'order' | 'client' | 'task' | 'shop';

/** What a rule can wait for, in the order in which the panel offers it. */
export const ruleEvents = {
  'order.placed': 'order',
  'order.moved': 'order',
  'order.move-undone': 'order',
  'order.restored': 'order',
  'order.set-out': 'order',
  'order.taken': 'order',
  'order.assigned': 'order',
  'order.rescheduled': 'order',
  'order.confirmed': 'order',
  'order.no-answer': 'order',
  'order.stalled': 'order',
  'order.noted': 'order',
  'order.photographed': 'order',
  'order.allergies-asked': 'order',
  'order.unpaid-allowed': 'order',
  'payment.received': 'order',
  'payment.returned': 'order',
  'reminder.due': 'order',
  'client.appeared': 'client',
  'client.asked': 'client',
  'client.wrote-away': 'client',
  'client.answered': 'client',
  'client.chat-closed': 'client',
  'client.unreachable': 'client',
  'client.opted-out': 'client',
  'client.noted': 'client',
  'task.created': 'task',
  'task.done': 'task',
  'task.postponed': 'task',
  'task.reassigned': 'task',
  'task.overdue': 'task',
  'call.came': 'client',
  'call.answered': 'client',
  'call.missed': 'client',
  'call.message-left': 'client',
  'message.failed': 'client',
  'update.failed': 'shop',
  'rule.looped': 'order',
  'staff.invited': 'shop',
  'staff.joined': 'shop',
  'staff.removed': 'shop',
  'staff.came': 'shop',
  'staff.left': 'shop',
  'access.denied': 'shop',
} as const satisfies Partial<Record<EventType, Noun>>;
export type RuleEvent = keyof typeof ruleEvents;

export const isRuleEvent = (event: string): event is RuleEvent => Object.hasOwn(ruleEvents, event);
