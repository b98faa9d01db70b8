import { and, eq, isNull, sql } from 'drizzle-orm';
import { slot } from '../../db/rows.ts';
import type { Instant } from '../../db/schema/words.ts';
import { outbox } from '../../db/schema/work.ts';
import { statement, type Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { seconds } from '../../notifications/time.ts';
import type { EventRow } from '../events.ts';
import { getShop } from '../shop.ts';
import { findRunningGoals } from './find-goals.ts';

/** What can move a goal. */
const moves: ReadonlySet<string> = new Set(['payment.received', 'order.placed', 'client.appeared', 'goal.set', 'goal.removed']);

/** Payments that come within this time are one rewriting. */
const gathering = seconds(2);

const subject = 'goals';
const joinPending = statement('goals_join', (tx: Tx) =>
  tx
    .update(outbox)
    .set({ subject: slot(outbox.subject, 'subject') })
    .where(and(eq(outbox.subject, sql.placeholder('subject')), isNull(outbox.doneAt), eq(outbox.attempts, 0)))
    .returning({ id: outbox.id }),
);

/** After an event that can move the goals of these days, everybody is shown soon how they stand. */
export async function goalsMoved(tx: Tx, { type }: Pick<EventRow, 'type'>, now: Instant): Promise<void> {
  if (!moves.has(type)) return;
  const shop = await getShop(tx);
  if ((await findRunningGoals(tx, { shop, now })).length === 0) return;
  if ((await joinPending(tx, { subject })).length > 0) return;
  await enqueue(tx, { kind: 'timer', payload: { timer: 'goals' }, runAt: now + gathering, subject }, now);
}
