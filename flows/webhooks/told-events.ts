import type { EventType } from '../events.ts';

/** What other programs are told of: what happens to clients, orders, tasks, payments and messages. The shop's inner affairs are not theirs. */
export const toldEvents = [
  ...(['client.appeared', 'client.asked', 'client.answered', 'client.chat-closed', 'client.unreachable', 'client.noted'] as const),
  ...(['client.edited', 'client.merged', 'client.merge-undone', 'client.opted-out', 'client.opted-in'] as const),
  ...([
    'order.placed',
    'order.taken',
    'order.assigned',
    'order.moved',
    'order.move-undone',
    'order.restored',
    'order.set-out',
    'order.rescheduled',
    'order.edited',
  ] as const),
  ...(['order.confirmed', 'order.noted', 'order.photographed', 'order.no-answer', 'order.stalled'] as const),
  ...([
    'payment.received',
    'payment.returned',
    'task.created',
    'task.done',
    'task.postponed',
    'task.reassigned',
    'task.overdue',
    'message.failed',
    'call.placed',
    'call.answered',
    'call.missed',
    'call.ended',
  ] as const),
] as const satisfies readonly EventType[];

export type ToldEvent = (typeof toldEvents)[number];

export const isTold = (type: string): type is ToldEvent => toldEvents.some((each) => each === type);
