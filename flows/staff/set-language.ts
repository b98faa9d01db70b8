import { eq } from 'drizzle-orm';
import { staff } from '../../db/schema/people.ts';
import type { Instant, Language } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { refreshCardsOf } from '../orders/card.ts';

/** The language a colleague reads, in the bot and in the panel; cards that stand in their chat are rewritten. */
export async function setStaffLanguage(
  tx: Tx,
  { staffId, language, now }: { staffId: number; language: Language; now: Instant },
): Promise<void> {
  await tx.update(staff).set({ language }).where(eq(staff.id, staffId));
  await refreshCardsOf(tx, staffId, now);
}
