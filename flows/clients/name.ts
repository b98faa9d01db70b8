import { cleanText, isVisible } from '../clean-text.ts';

const longest = { told: 100, kept: 80 };

/** A name that a platform or a contact card tells: one line; undefined when nobody would see it. */
export function toldName(given: string | undefined): string | undefined {
  const name = oneLine(cleanText(given ?? ''));
  return isVisible(name) ? cutAt(name, longest.told) : undefined;
}

/** A name that somebody typed, as it is kept: one line, no surrounding spaces; undefined when it has no letter or is a speech. */
export function cleanName(typed: string): string | undefined {
  const name = oneLine(cleanText(typed));
  return hasLetter.test(name) && name.length <= longest.kept ? name : undefined;
}

const hasLetter = /[\p{L}--\p{Default_Ignorable_Code_Point}]/v;

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Cuts between signs, never within a surrogate pair. */
const cutAt = (name: string, length: number): string =>
  name.length <= length
    ? name
    : name
        .slice(0, length)
        .toWellFormed()
        .replace(/\uFFFD$/, '');
