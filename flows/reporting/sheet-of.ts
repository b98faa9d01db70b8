import type { Language, Localized } from '../../db/schema/words.ts';
import type { Answer, Report } from '../reports.ts';
import type { Sheet } from '../sheets/sheet.ts';

/** A report's table, to be taken away. */
export function sheetOf({ title, columns }: Pick<Report, 'title' | 'columns'>, { rows }: Answer, language: Language): Sheet {
  const words = (text: Localized) => text[language] ?? text.en ?? text.ru ?? '';
  const names = Object.keys(columns);
  return {
    title: words(title),
    columns: Object.values(columns).map((column) => ({ title: words(column.title), kind: column.kind })),
    rows: rows.map((row) => names.map((name) => row[name]?.value ?? null)),
  };
}
