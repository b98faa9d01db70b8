import type { Instant } from '../../db/schema/words.ts';
import { addWorkingMinutes, type Calendar } from '../../notifications/time.ts';
import type { Order } from './load-order.ts';
import type { Stage } from './pipeline.ts';

/** How an order fares: past its due time or its stage's norm it is late; near one of both, or without a day, it raises questions. */
export type Health = 'good' | 'questions' | 'late';

/** The share of the norm after which an order is looked at. */
const nearly = 0.8;

export function healthOf(
  order: Pick<Order, 'outcome' | 'dueAt' | 'dueUntil' | 'stageSince'>,
  stage: Pick<Stage, 'normMinutes'>,
  calendar: Calendar,
  now: Instant,
): Health {
  if (order.outcome !== 'open') return 'good';
  const until = order.dueUntil ?? order.dueAt;
  if (until !== null && until < now) return 'late';
  const norm = stage.normMinutes;
  const stoodFor = (minutes: number) => addWorkingMinutes(order.stageSince, minutes, calendar) <= now;
  if (norm !== null && stoodFor(norm)) return 'late';
  return order.dueAt === null || (norm !== null && stoodFor(Math.ceil(norm * nearly))) ? 'questions' : 'good';
}
