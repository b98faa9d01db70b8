import { z } from 'zod';
import { type Localized, languages } from '../db/schema/words.ts';

/** Words that the owner types in the shop's languages: one of them is enough, an empty one is none. */
export const localizedOfAtMost = (length: number) =>
  z
    .partialRecord(z.enum(languages), z.string().trim().max(length))
    .transform((words): Localized => Object.fromEntries(Object.entries(words).filter(([, text]) => text)))
    .refine((words) => Object.keys(words).length > 0);
