import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';

/** A value that may travel between threads. Text is said to be text, so that it never becomes a formula. */
export type PlainCell = { text: string } | { number: number; format?: string } | { date: number; format: string } | null;

const { title, heading, rows } = workerData as { title: string; heading: string[]; rows: PlainCell[][] };

const widest = 60;

const cellOf = (cell: PlainCell) => {
  if (cell === null) return null;
  if ('text' in cell) return { type: String, value: cell.text };
  if ('date' in cell) return { type: Date, value: new Date(cell.date), format: cell.format };
  return { type: Number, value: cell.number, ...(cell.format !== undefined && { format: cell.format }) };
};

const widthOf = (column: number): number => {
  const lengths = rows.slice(0, 200).map((row) => {
    const cell = row[column];
    return cell && 'text' in cell ? cell.text.length : 12;
  });
  return Math.min(widest, Math.max(heading[column]?.length ?? 0, ...lengths) + 2);
};

const data: SheetData = [
  heading.map((value) => ({ type: String, value, fontWeight: 'bold' as const })),
  ...rows.map((row) => row.map(cellOf)),
];
const made = await writeXlsxFile(data, {
  sheet: title,
  stickyRowsCount: 1,
  columns: heading.map((_, column) => ({ width: widthOf(column) })),
}).toBuffer();
parentPort?.postMessage(made);
