import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';

/** From now on the client waits for a person's answer; one who waits already goes on waiting since then. */
export async function startWaiting(tx: Tx, clientId: number, now: Instant): Promise<void> {
  await tx
    .update(clients)
    .set({ waitingSince: now })
    .where(and(eq(clients.id, clientId), isNull(clients.waitingSince)));
}

/** A person has answered, or has said that there is nothing to answer. Tells whether the client was waiting. */
export async function stopWaiting(tx: Tx, clientId: number): Promise<boolean> {
  const waited = await tx
    .update(clients)
    .set({ waitingSince: null })
    .where(and(eq(clients.id, clientId), isNotNull(clients.waitingSince)))
    .returning({ id: clients.id });
  return waited.length > 0;
}
