import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';

/** From now on the client is spoken to in this language. */
export async function setLanguage(tx: Tx, { clientId, language }: { clientId: number; language: Language }): Promise<void> {
  await tx.update(clients).set({ language }).where(eq(clients.id, clientId));
}
