import type { Language } from '../../db/schema/words.ts';

/** One page's texts in every language; the second must have what the first has. */
export const inBoth = <T>(ru: T, en: NoInfer<T>): Record<Language, T> => ({ ru, en });
