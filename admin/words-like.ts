import { type AnyColumn, and, type SQL, sql } from 'drizzle-orm';

/** Every word of the text stands in the column (lower case, ё as е), in any order; digits of a phone may be written with anything between them. */
export function wordsLike(column: AnyColumn, text: string): SQL | undefined {
  const digits = text.replace(/[\s()+-]/g, '');
  const words = /^\d{3,15}$/.test(digits) ? [digits] : text.toLowerCase().replaceAll('ё', 'е').split(/\s+/).slice(0, 5);
  return and(...words.map((word) => sql`${column} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`));
}
