import { eq } from 'drizzle-orm';
import type { Instant } from '../../db/schema/words.ts';
import { templates } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { By } from '../events.ts';
import { recordChange } from '../record-change.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getTemplate } from './save-template.ts';

/** Takes a ready answer away; what was said by it stays said. */
export async function removeTemplate(tx: Tx, { templateId, by, now }: { templateId: number; by: By; now: Instant }): Promise<void> {
  await refuseUnless(tx, by, 'templates.manage');
  const template = await getTemplate(tx, templateId);
  await tx.update(templates).set({ removedAt: now }).where(eq(templates.id, templateId));
  await recordChange(tx, { part: 'template', id: templateId, title: template.title, before: template, after: undefined, by, now });
}
