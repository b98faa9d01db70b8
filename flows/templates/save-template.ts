import { asc, eq, isNull, max } from 'drizzle-orm';
import { z } from 'zod';
import type { Instant } from '../../db/schema/words.ts';
import { templates } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { orderWords, unknownWords } from '../automation/words.ts';
import type { By } from '../events.ts';
import { localizedOfAtMost } from '../localized.ts';
import { recordChange } from '../record-change.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';

export type Template = typeof templates.$inferSelect;

export const templateForm = z.object({ title: localizedOfAtMost(60), text: localizedOfAtMost(2000) });

interface SaveTemplate {
  /** Absent: a new one, behind all others. */
  templateId?: number | undefined;
  template: z.infer<typeof templateForm>;
  by: By;
  now: Instant;
}

/** Writes a ready answer. Answers its number. Refuses a field that no order has (`rule.unknown-word`). */
export async function saveTemplate(tx: Tx, { templateId, template, by, now }: SaveTemplate): Promise<number> {
  await refuseUnless(tx, by, 'templates.manage');
  const [unknown] = unknownWords(template.text, orderWords);
  if (unknown !== undefined) throw new Refused('rule.unknown-word', { name: `{${unknown}}` });
  const before = templateId === undefined ? undefined : await getTemplate(tx, templateId);
  const [last] = await tx.select({ position: max(templates.position) }).from(templates);
  const [saved] = before
    ? await tx.update(templates).set(template).where(eq(templates.id, before.id)).returning()
    : await tx
        .insert(templates)
        .values({ ...template, position: (last?.position ?? 0) + 1 })
        .returning();
  if (!saved) throw new Error('The template was not written');
  await recordChange(tx, { part: 'template', id: saved.id, title: saved.title, before, after: saved, by, now });
  return saved.id;
}

/** A ready answer by its number; refuses with `template.not-found`. */
export async function getTemplate(db: Reader, id: number): Promise<Template> {
  const [found] = await db.select().from(templates).where(eq(templates.id, id));
  if (!found || found.removedAt !== null) throw new Refused('template.not-found');
  return found;
}

/** The ready answers, in the owner's order. */
export const allTemplates = (db: Reader): Promise<Template[]> =>
  db.select().from(templates).where(isNull(templates.removedAt)).orderBy(asc(templates.position));
