import { z } from 'zod';
import { loadFolder } from '../db/folder.ts';
import type { Instant, Language, Localized } from '../db/schema/words.ts';
import type { Reader } from '../db/store.ts';
import { Refused } from './refused.ts';
import type { Opens } from './reporting/opens.ts';
import type { Period } from './reporting/period.ts';
import type { Shop } from './shop.ts';

/** How a value is shown: money in minor units, a percent as a share of 1, a day as an ISO date, a moment as an instant. */
export type CellKind = 'text' | 'count' | 'money' | 'percent' | 'minutes' | 'day' | 'moment';

export interface Column {
  title: Localized;
  kind: CellKind;
}

/** A value with the list or record behind it; null where there is nothing to say. */
export interface Cell {
  value: string | number | null;
  opens?: Opens;
}

/** The cells of one line by the names of the columns. */
export type Row<Name extends string = string> = Record<Name, Cell>;

/** A number that stands above the table. */
export interface Figure extends Cell {
  title: Localized;
  kind: CellKind;
}

export interface Answer<Name extends string = string> {
  figures: Figure[];
  rows: Row<Name>[];
  /** What a person would say about these numbers. */
  says?: { text: Localized; opens?: Opens };
  /** There are more lines than these. */
  more?: boolean;
}

/** Who asks for what time. Texts of the answer are in `language`. */
export interface Asked {
  db: Reader;
  shop: Shop;
  now: Instant;
  language: Language;
  period: Period;
  /** The most lines that are wanted. */
  limit: number;
}

/** One file in `flows/reports/`, named as the report: a question about the business with its columns. Panel, digest and export all ask it here. */
export interface Report<Filter = unknown, Name extends string = string> {
  name: string;
  title: Localized;
  /** What it tells, in one sentence. */
  about: Localized;
  /** About a period, or how things stand now. */
  time: 'period' | 'now';
  /** The list behind a number: it is opened by the number and takes this; it is not offered by itself. */
  filter?: z.ZodType<Filter>;
  columns: Readonly<Record<Name, Column>>;
  chart?: { kind: 'line' | 'bars' | 'funnel'; along: NoInfer<Name>; values: readonly NoInfer<Name>[] };
  read(asked: Asked, filter: Filter): Promise<Answer<Name>>;
}

/** Types the rows by the columns. */
export const report = <Name extends string, Filter = undefined>(given: Report<Filter, Name>): Report<Filter, Name> => given;

export type Reports = ReadonlyMap<string, Report>;

/** Every report by its name. */
export const loadReports = (): Promise<Reports> => loadFolder<Report>(new URL('./reports/', import.meta.url));

/** Reports that one chooses from; the others are lists behind their numbers. */
export const offered = (reports: Reports): Report[] => [...reports.values()].filter(({ filter }) => filter === undefined);

/** Asks a report. `filter` comes from outside and is checked here; a report without one gets none. Refuses with `report.not-found`. */
export function ask(report: Report, asked: Asked, filter?: unknown): Promise<Answer> {
  const checked = (report.filter ?? z.undefined()).safeParse(filter);
  if (!checked.success) throw new Refused('report.not-found');
  return report.read(asked, checked.data);
}

/** So many lines a screen shows of a report. */
export const shownLines = 200;
