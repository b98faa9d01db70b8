import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { wallClock } from '../../notifications/time.ts';
import type { CellKind } from '../reports.ts';
import { xmlText } from '../xml-text.ts';
import { headingOf, minorUnits, type Sheet, type SheetStyle, type SheetValue } from './sheet.ts';
import type { PlainCell } from './xlsx-thread.ts';

/** More rows than these are for CSV: a workbook is made whole in memory. */
export const mostRows = 50_000;

/** What a cell can hold. */
const longestText = 32_767;

/** A table as a workbook of one sheet, made in a thread of its own. Texts are texts, whatever they begin with. Rows beyond `mostRows` are left out. */
export async function toXlsx(sheet: Sheet, style: SheetStyle): Promise<Buffer> {
  const rows: PlainCell[][] = [];
  const inOne = minorUnits(style.shop.currency);
  for await (const row of sheet.rows) {
    if (rows.length === mostRows) break;
    rows.push(row.map((value, index) => plainCell(value, sheet.columns[index]?.kind ?? 'text', inOne, style)));
  }
  const heading = sheet.columns.map((column) => headingOf(column, style));
  const worker = new Worker(new URL('./xlsx-thread.ts', import.meta.url), { workerData: { title: sheetName(sheet.title), heading, rows } });
  const [made] = (await once(worker, 'message')) as [Uint8Array];
  return Buffer.from(made);
}

function plainCell(value: SheetValue, kind: CellKind, inOne: number, { shop }: SheetStyle): PlainCell {
  if (value === null) return null;
  if (kind === 'day') return { date: Date.parse(`${value}T00:00:00Z`), format: 'dd.mm.yyyy' };
  if (typeof value === 'string') return { text: safeText(value) };
  if (kind === 'money') return { number: value / inOne, format: inOne === 1 ? '#,##0' : '#,##0.00' };
  if (kind === 'percent') return { number: value, format: '0.0%' };
  // A workbook knows no zones: it gets the shop's clock as it hangs on the wall.
  if (kind === 'moment')
    return { date: wallClock(value, shop.timezone).toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds, format: 'dd.mm.yyyy hh:mm' };
  return { number: value };
}

/** A line ends in a cell with a line feed, and Excel cuts nothing by itself. */
const safeText = (text: string): string => xmlText(text.replace(/\r\n?/g, '\n').slice(0, longestText));

/** Excel's own rules for the name of a sheet. */
const sheetName = (title: string): string =>
  xmlText(title)
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Anna';
