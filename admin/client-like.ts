import type { SQL } from 'drizzle-orm';
import { isClientWith } from '../db/search.ts';

/** Every word of the text stands on the client's card, in any order; digits of a phone may be written with anything between them. */
export function isClientLike(text: string): SQL | undefined {
  const digits = text.replace(/[\s()+-]/g, '');
  return isClientWith(/^\d{3,15}$/.test(digits) ? [digits] : text.split(/\s+/).slice(0, 5));
}
