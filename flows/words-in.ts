import type { Language, Localized } from '../db/schema/words.ts';

/** The reader's words, or those that exist. */
export const wordsIn = (words: Localized, language: Language): string => words[language] ?? words.en ?? words.ru ?? '';
