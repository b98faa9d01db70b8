import { en } from '../../flows/texts/en.ts';
import { ru } from '../../flows/texts/ru.ts';

/** What the sources are called that nobody had to make. */
export const knownSources: Record<'ru' | 'en', Readonly<Record<string, string>>> = { ru: ru.source.known, en: en.source.known };
