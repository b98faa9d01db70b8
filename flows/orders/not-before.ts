import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { outbox } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { Order } from './load-order.ts';
import { afterVisit, visitSubject } from './move-order.ts';

/**
 * When news about an order can be told: not before what still waits for the time of undoing the last move, or they would make no sense. `subject`
 * lets them go with it when it goes earlier; unlike it they are not taken back.
 */
export async function notBefore(
  db: Reader,
  order: Pick<Order, 'visitId'> | undefined,
  now: Instant,
): Promise<{ runAt: Instant; subject?: string }> {
  if (!order) return { runAt: now };
  const [waiting] = await db
    .select({ runAt: outbox.runAt })
    .from(outbox)
    .where(and(eq(outbox.subject, visitSubject(order.visitId)), isNull(outbox.doneAt)))
    .orderBy(desc(outbox.runAt))
    .limit(1);
  return waiting && waiting.runAt > now ? { runAt: waiting.runAt, subject: afterVisit(order.visitId) } : { runAt: now };
}
