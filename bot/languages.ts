import type { Language } from '../db/schema/words.ts';

/** The language that words are written in, by their letters; undefined for a number, a smile or one short word. */
export function languageOf(text: string): Language | undefined {
  if (/\p{Script=Cyrillic}{2}/u.test(text)) return 'ru';
  return /\p{Script=Latin}{3}/u.test(text) ? 'en' : undefined;
}
