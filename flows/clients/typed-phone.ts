import type { Texts } from '../texts/texts.ts';
import { platformPhone, showPhone } from './phone.ts';
import { type FoundPhone, phonesIn } from './phones-in.ts';

/** A number as somebody gave it, with what they said beside it. */
export interface TypedPhone {
  /** E.164. */
  phone: string;
  /** Extension, another number, "after 6 pm"; undefined when there was nothing else. */
  note: string | undefined;
}

/** The first number of what was typed; all else is kept as a note, in the words of the reader. Undefined when there is no number. */
export function readTypedPhone(typed: string, country: string, t: Texts): TypedPhone | undefined {
  const [first, ...others] = phonesIn(typed, country);
  if (!first) return undefined;
  const line = others.toReversed().reduce((text, each) => replaced(text, each, shown(each, t)), typed);
  const words = [line.slice(0, first.from), line.slice(first.until)].map(tidy).filter((part) => !isLabel.test(part));
  return { phone: first.phone, note: [...extensionOf(first, t), ...words].join(', ') || undefined };
}

/** The number of a contact: the platform's word for the sender's own, else as somebody typed it into their book or on our site. */
export const readContactPhone = (contact: { phone: string; proven?: boolean }, country: string, t: Texts): TypedPhone | undefined =>
  contact.proven ? told(platformPhone(contact.phone)) : readTypedPhone(contact.phone, country, t);

const told = (phone: string | undefined): TypedPhone | undefined => (phone === undefined ? undefined : { phone, note: undefined });

const extensionOf = ({ extension }: FoundPhone, t: Texts): string[] => (extension === undefined ? [] : [t.phoneExtension(extension)]);

/** A number with its extension, as people read it. */
const shown = (found: FoundPhone, t: Texts): string => [showPhone(found.phone), ...extensionOf(found, t)].join(' ');

const replaced = (text: string, { from, until }: FoundPhone, words: string): string => text.slice(0, from) + words + text.slice(until);

/** Without what only joined it to the number: commas, a bracket, "and". */
const tidy = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;:.()/–—-]+|(?<![\s,;:(/–—-])[\s,;:(/–—-]+$/gu, '')
    .replace(/^(?:и|или|and|or)\s+/iu, '')
    .replace(/^([^()]*)\)$/u, '$1');

/** Nothing, or only what a number is called. */
const isLabel =
  /^(?:(?:это|вот|мой|мо[её]|наш|номер|телефон|тел|моб|мобильный|сотовый|звоните|по|номеру|my|phone|number|tel|cell|mobile|call|is|the)[\s.:,]*)*$/iu;
