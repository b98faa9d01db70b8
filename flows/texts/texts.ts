import type { Language } from '../../db/schema/words.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

/** Every sentence that people read. Russian is the pattern; another language that lacks one does not compile. */
export type Texts = typeof ru;

export const texts: Record<Language, Texts> = { ru, en };

/** The reader's sentences. */
export const textsIn = (language: Language): Texts => texts[language];

/** One text in every language: people may type a button's words in any of them. */
export const everywhere = <V>(pick: (t: Texts) => V): V[] => Object.values(texts).map(pick);
