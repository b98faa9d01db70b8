import type { Staff } from '../dialogs/dialog.ts';
import type { EventRow, EventType } from '../events.ts';
import { may } from '../staff/rights.ts';

/** What the workshop reads of an order's history: the work on it; no money, and nothing that the client is or said. */
const ofTheWork: ReadonlySet<string> = new Set([
  ...(['order.taken', 'order.assigned', 'order.moved', 'order.move-undone', 'order.restored', 'order.set-out', 'order.stalled'] as const),
  ...(['order.rescheduled', 'order.confirmed', 'order.noted', 'order.photographed', 'order.allergies-asked'] as const),
  ...(['task.created', 'task.done', 'task.postponed', 'task.reassigned', 'task.overdue'] as const),
] satisfies readonly EventType[]);

/** The events that this colleague may read: who sees clients reads everything, others the work. */
export const readableBy = (staff: Staff, events: readonly EventRow[]): readonly EventRow[] =>
  may(staff, 'client.find') ? events : events.filter(({ type }) => ofTheWork.has(type));
