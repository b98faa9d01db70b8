import { eq, max } from 'drizzle-orm';
import { z } from 'zod';
import { sections } from '../../db/schema/catalog.ts';
import type { Instant, Localized } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { localizedOfAtMost } from '../localized.ts';
import { recordChange } from '../record-change.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getSection } from './find-in-catalog.ts';

export const sectionForm = z.object({ title: localizedOfAtMost(60) });

interface SaveSection {
  /** Absent: a new one, behind all others. */
  sectionId?: number | undefined;
  title: Localized;
  by: By;
  now: Instant;
}

/** Writes a section of the catalogue; clients see it once something in it is on sale. Answers its number. */
export async function saveSection(tx: Tx, { sectionId, title, by, now }: SaveSection): Promise<number> {
  await refuseUnless(tx, by, 'catalog.manage');
  const before = sectionId === undefined ? undefined : await getSection(tx, sectionId);
  const [last] = await tx.select({ position: max(sections.position) }).from(sections);
  const [saved] = before
    ? await tx.update(sections).set({ title }).where(eq(sections.id, before.id)).returning()
    : await tx
        .insert(sections)
        .values({ title, position: (last?.position ?? 0) + 1 })
        .returning();
  if (!saved) throw new Error('The section was not written');
  await recordChange(tx, { part: 'section', id: saved.id, title, before, after: saved, by, now });
  return saved.id;
}
