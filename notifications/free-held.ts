import { and, isNotNull, isNull, like } from 'drizzle-orm';
import type { Instant } from '../db/schema/words.ts';
import { outbox, settings } from '../db/schema/work.ts';
import type { Tx } from '../db/store.ts';

/**
 * Frees at once what a dead process held, instead of after its leases: errands under way and the right to follow the events. Only for the
 * one server of a SQLite file, at its start: the file's lock shows that nobody else is alive.
 */
export async function freeHeld(tx: Tx, now: Instant): Promise<void> {
  await tx
    .update(outbox)
    .set({ runAt: now, worker: null })
    .where(and(isNull(outbox.doneAt), isNotNull(outbox.worker)));
  await tx.delete(settings).where(like(settings.key, 'lease:%'));
}
