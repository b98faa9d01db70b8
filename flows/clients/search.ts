import { folded } from '../../db/search.ts';

/** What a search by any piece looks through: lower case, ё as е, phones as bare digits. */
export const searchable = (...parts: (string | null | undefined)[]): string =>
  [...new Set(parts.flatMap((part) => (part ? [/^\+?\d[\d\s()-]*$/.test(part) ? part.replace(/\D/g, '') : folded(part)] : [])))].join(' ');
