import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';

export type Purpose = 'data' | 'allergies' | 'marketing';

/** Writes down that the client agreed now, and to what; each purpose is agreed to on its own. The first date stays. */
export async function giveConsent(
  tx: Tx,
  { clientId, purposes, now }: { clientId: number; purposes: Purpose[]; now: Instant },
): Promise<void> {
  const [client] = await tx.select({ consents: clients.consents }).from(clients).where(eq(clients.id, clientId));
  if (!client || purposes.every((purpose) => client.consents[purpose])) return;
  const given = Object.fromEntries(purposes.map((purpose) => [purpose, now]));
  await tx
    .update(clients)
    .set({ consents: { ...given, ...client.consents } })
    .where(eq(clients.id, clientId));
}
