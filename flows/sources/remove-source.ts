import { and, eq, isNull } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { sources } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';

interface RemoveSource {
  sourceId: number;
  by: By;
  now: Instant;
}

/** Takes a source off the list. Its links go on working and its orders keep the title. A second time is a success without effect. */
export async function removeSource(tx: Tx, { sourceId, by, now }: RemoveSource): Promise<void> {
  await refuseUnless(tx, by, 'sources.manage');
  const [source] = await tx
    .update(sources)
    .set({ removedAt: now })
    .where(and(eq(sources.id, sourceId), isNull(sources.removedAt)))
    .returning({ title: sources.title });
  if (source) await record(tx, { type: 'source.removed', sourceId, title: source.title }, by, now);
}
