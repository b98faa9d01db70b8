import { and, eq, isNull } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Tx } from '../../db/store.ts';

/** Where the client came from; the first answer stays. */
export async function setSource(tx: Tx, { clientId, source }: { clientId: number; source: string }): Promise<void> {
  await tx
    .update(clients)
    .set({ source })
    .where(and(eq(clients.id, clientId), isNull(clients.source)));
}
