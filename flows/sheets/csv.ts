import { Readable } from 'node:stream';
import { setImmediate as pause } from 'node:timers/promises';
import { stringify } from 'csv-stringify';
import type { CellKind } from '../reports.ts';
import { clockText, headingOf, minorUnits, type Sheet, type SheetStyle, type SheetValue } from './sheet.ts';

/** Rows between two rests, so that a large table holds up nobody. */
const rowsAtOnce = 200;

/**
 * A table as CSV that spreadsheet programs open right: with a byte order mark, with the reader's own separators, and without a single formula:
 * what would be one gets a `'` before it.
 */
export function toCsv(sheet: Sheet, style: SheetStyle): Readable {
  const comma = style.language === 'ru';
  const csv = stringify({
    bom: true,
    delimiter: comma ? ';' : ',',
    record_delimiter: '\r\n',
    escape_formulas: true,
    cast: {
      number: (value) => (comma ? String(value).replace('.', ',') : String(value)),
      // Ours to be told from theirs: who takes one `'` away has what was there before.
      string: (value) => (/^'[=+\-@\t\r'＝＋－＠]/.test(value) ? `'${value}` : value),
    },
  });
  return Readable.from(recordsOf(sheet, style))
    .on('error', (error) => csv.destroy(error))
    .pipe(csv);
}

async function* recordsOf({ columns, rows }: Sheet, style: SheetStyle): AsyncGenerator<SheetValue[]> {
  const inOne = minorUnits(style.shop.currency);
  yield columns.map((column) => headingOf(column, style));
  let count = 0;
  for await (const row of rows) {
    if (++count % rowsAtOnce === 0) await pause();
    yield row.map((value, index) => shown(value, columns[index]?.kind ?? 'text', inOne, style));
  }
}

function shown(value: SheetValue, kind: CellKind, inOne: number, { language, shop }: SheetStyle): SheetValue {
  if (typeof value !== 'number') return value;
  if (kind === 'money') return value / inOne;
  if (kind === 'percent') return `${(value * 100).toFixed(1).replace('.', language === 'ru' ? ',' : '.')}%`;
  return kind === 'moment' ? clockText(value, shop.timezone) : value;
}
