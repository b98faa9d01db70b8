import { and, eq } from 'drizzle-orm';
import { webMessages } from '../../../db/schema/talk.ts';
import type { Store } from '../../../db/store.ts';
import { revise } from './revise.ts';

/** Takes a shown message away with its words; one that is gone already stays gone. */
export async function takeAway(store: Store, address: string, externalId: string): Promise<void> {
  const id = Number(externalId);
  if (!Number.isSafeInteger(id)) return;
  await revise(store, address, async ({ tx, identityId, revision }) => {
    const shown = and(eq(webMessages.id, id), eq(webMessages.identityId, identityId), eq(webMessages.removed, false));
    await tx.update(webMessages).set({ removed: true, body: {}, revision }).where(shown);
  });
}
