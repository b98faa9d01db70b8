import { z } from 'zod';
import { languages } from '../../db/schema/words.ts';

/** A text in the shop's languages. */
export const localized = z.partialRecord(z.enum(languages), z.string().max(2000));

export const conditions = z.array(
  z.object({
    field: z.string(),
    op: z.enum(['is', 'is-not', 'more', 'less', 'in', 'empty', 'filled']),
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]).optional(),
  }),
);
