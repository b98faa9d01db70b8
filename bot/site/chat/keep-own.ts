import { desc, eq } from 'drizzle-orm';
import { webMessages } from '../../../db/schema/talk.ts';
import type { Instant } from '../../../db/schema/words.ts';
import type { Store } from '../../../db/store.ts';
import { type Place, revise } from './revise.ts';

/** What a person sent, as their own page shows it. `id` was chosen by the page and makes a repeat known. */
export interface Own {
  id: string;
  text?: string;
  replyTo?: string;
  place?: { latitude: number; longitude: number };
  contact?: string;
  attached?: string;
  kind?: 'photo' | 'voice' | 'file';
  name?: string;
  size?: number;
}

/** Keeps a person's own message, once: a page whose first answer was lost, or who asked twice at once, gets one bubble. */
export async function keepOwn(store: Store, address: string, own: Own, at: Instant): Promise<void> {
  await revise(store, address, async (place) => {
    if (await isKept(place, own.id)) return;
    const { tx, identityId, revision } = place;
    await tx.insert(webMessages).values({ identityId, mine: true, body: { ...own }, at, revision });
  });
}

/** A page repeats within moments, so the latest rows tell, and a long history costs nothing. */
async function isKept({ tx, identityId }: Place, id: string): Promise<boolean> {
  const latest = await tx
    .select({ mine: webMessages.mine, body: webMessages.body })
    .from(webMessages)
    .where(eq(webMessages.identityId, identityId))
    .orderBy(desc(webMessages.revision))
    .limit(50);
  return latest.some((row) => row.mine && row.body.id === id);
}
