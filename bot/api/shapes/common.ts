import { z } from 'zod';
import type { Instant } from '../../../db/schema/words.ts';
import { cleanText } from '../../../flows/clean-text.ts';
import { pageOf as pageOfRows } from '../../../flows/page-of.ts';
import type { FlawCode } from '../flaw-words.ts';
import { Problem } from '../problem.ts';

/** A row's number as it stands in a path or a query. */
export const idText = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'number')
  .transform(Number)
  .meta({ override: { type: 'integer', minimum: 1 } });

/** A row's number in a body. */
export const id = z.int().min(1);

/** Words that people typed, fit for both databases. */
export const words = (most: number) =>
  z
    .string()
    .overwrite((text) => cleanText(text).trim())
    .min(1)
    .max(most);

/** A time with its offset from UTC. */
export const time = z.iso
  .datetime({ offset: true, error: 'time' })
  .transform((text) => Date.parse(text))
  .meta({ examples: ['2027-03-06T12:00:00+03:00'] });

export const timeText = z.iso.datetime().meta({ description: 'ISO 8601 in UTC.' });

export const showTime = (at: Instant): string => new Date(at).toISOString();
export const showTimeOrNull = (at: Instant | null): string | null => (at === null ? null : showTime(at));

export const localized = z.strictObject({ ru: z.string().optional(), en: z.string().optional() }).meta({ id: 'Localized' });

export const language = z.enum(['ru', 'en']);

/** What every list is asked with. */
export const paging = {
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'cursor')
    .optional()
    .meta({ description: '`next` of the page before.' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'limit')
    .transform(Number)
    .optional()
    .meta({
      description: 'At most so many; 50 unless told.',
      override: { type: 'integer', minimum: 1, maximum: 100 },
    }),
};

/** One page of a list, the newest first; `next` is null at its end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ data: z.array(item), next: z.string().nullable().meta({ description: 'Pass as `cursor` for the next page.' }) });

export interface Paging {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** Where a page begins and how many rows to read: one more than is shown, to know whether there is another. */
export const windowOf = ({ cursor, limit = 50 }: Paging) => ({
  before: cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor),
  limit,
});

/** Cuts the one row too many off. */
export function cut<Row extends { id: number }>(rows: readonly Row[], limit: number): { rows: Row[]; next: string | null } {
  const { page, last } = pageOfRows(rows, limit);
  return { rows: page, next: last ? String(last.id) : null };
}

/** One flaw that no schema sees. */
export const flaw = (path: string, code: FlawCode): Problem => new Problem('invalid', { errors: [{ path, code }] });
