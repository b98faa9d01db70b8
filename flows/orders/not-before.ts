import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { outbox } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';
import type { Order } from './load-order.ts';
import { visitSubject } from './move-order.ts';

/** When news about an order can be told at the earliest: not before what still waits for the time of undoing the last move, or it would make no sense. */
export async function notBefore(db: Reader, order: Pick<Order, 'visitId'> | undefined, now: Instant): Promise<Instant> {
  if (!order) return now;
  const [waiting] = await db
    .select({ runAt: outbox.runAt })
    .from(outbox)
    .where(and(eq(outbox.subject, visitSubject(order.visitId)), isNull(outbox.doneAt)))
    .orderBy(desc(outbox.runAt))
    .limit(1);
  return Math.max(now, waiting?.runAt ?? now);
}
