import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';

/** From now on the client waits for a person's answer; one who waits already goes on waiting since then. Who asks is interested. */
export async function startWaiting(tx: Tx, clientId: number, now: Instant): Promise<void> {
  await tx
    .update(clients)
    .set({ waitingSince: now, status: sql`case when ${clients.status} = 'new' then 'interested' else ${clients.status} end` })
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

/** A colleague talks with somebody who was interested: it is a negotiation from now on. */
export async function beginNegotiation(tx: Tx, clientId: number): Promise<void> {
  await tx
    .update(clients)
    .set({ status: 'negotiation' })
    .where(and(eq(clients.id, clientId), eq(clients.status, 'interested')));
}
