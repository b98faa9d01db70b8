import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { apiKeys } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';

/** From now on the key opens nothing. A second time is a success without effect. */
export async function revokeKey(tx: Tx, { keyId, by, now }: { keyId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'keys.manage');
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  if (revoked.length > 0) await record(tx, { type: 'key.revoked', keyId }, by, now);
}
