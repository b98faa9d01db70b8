import type { Language } from '../../db/schema/words.ts';
import { wallClock } from '../../notifications/time.ts';
import type { CellKind } from '../reports.ts';
import type { Shop } from '../shop.ts';

/** One value of a table, as its kind says: money in minor units, a percent as a share of 1, a day as an ISO date, a moment as an instant. */
export type SheetValue = string | number | null;

/** A table to be taken away, whatever it shows. Rows may come page by page. */
export interface Sheet {
  title: string;
  columns: readonly { title: string; kind: CellKind }[];
  rows: AsyncIterable<readonly SheetValue[]> | Iterable<readonly SheetValue[]>;
}

/** How the reader's spreadsheet program writes numbers, and the shop's money and clock. */
export interface SheetStyle {
  language: Language;
  shop: Pick<Shop, 'currency' | 'timezone'>;
}

/** Minor units in one whole of the currency. */
export function minorUnits(currency: string): number {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return 10 ** digits;
}

/** The shop's wall clock at an instant: `2027-03-01 11:00`. */
export const clockText = (at: number, timezone: string): string =>
  wallClock(at, timezone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');

/** A column's title says what its numbers are. */
export const headingOf = ({ title, kind }: Sheet['columns'][number], { language, shop }: SheetStyle): string => {
  if (kind === 'money') return `${title}, ${shop.currency}`;
  return kind === 'minutes' ? `${title}, ${language === 'ru' ? 'мин' : 'min'}` : title;
};
