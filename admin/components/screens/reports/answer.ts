import type { Opens } from '../../../../flows/reporting/opens.ts';
import type { CellKind } from '../../../../flows/reports.ts';
import { reportsTexts } from '../../../texts/reports.ts';
import { anna, can, day as dayText, moment, money, number, said, screenUrl } from '../../anna.ts';

/** A value with what it opens, as the server sends it. */
export interface Cell {
  value: string | number | null;
  opens?: Opens;
}

export interface Figure extends Cell {
  title: string;
  kind: CellKind;
}

export interface Column {
  name: string;
  title: string;
  kind: CellKind;
}

export interface ReportAnswer {
  name: string;
  title: string;
  about: string;
  time: 'period' | 'now';
  period: { fromDay: string; untilDay: string };
  columns: Column[];
  chart: { kind: 'line' | 'bars' | 'funnel'; along: string; values: string[] } | null;
  figures: Figure[];
  rows: Record<string, Cell>[];
  says: { text: string; opens?: Opens } | null;
  more: boolean;
}

const t = said(reportsTexts);

/** A value as its kind is read. */
export function shown(value: Cell['value'], kind: CellKind): string {
  if (value === null) return '—';
  if (typeof value === 'string') return kind === 'day' ? dayText(noonOf(value)) : value;
  if (kind === 'money') return money(value);
  if (kind === 'percent') return anna.language === 'ru' ? `${number(round(value * 100))} %` : `${number(round(value * 100))}%`;
  if (kind === 'minutes') return duration(value);
  return kind === 'moment' ? moment(value) : number(value);
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The middle of an ISO day, far from any midnight. */
export const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** Minutes up to two hours, hours up to two days, then days. */
function duration(minutes: number): string {
  if (minutes < 120) return `${Math.round(minutes)} ${t.units.minute}`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} ${t.units.hour}` : `${Math.round(minutes / 1440)} ${t.units.day}`;
}

/** Where a number leads: the list behind it, or a record that has a page. */
export function urlOf(opens: Opens | undefined): string | undefined {
  if (!opens) return undefined;
  if ('list' in opens) return screenUrl('reports', { report: opens.list, filter: JSON.stringify(opens.filter) });
  const { record, id } = opens;
  if (record === 'product') return can('catalog.manage') ? screenUrl('catalog', { id }) : undefined;
  if (record === 'staff') return can('staff.manage') ? screenUrl('team', { id }) : undefined;
  const list = { order: 'orders', client: 'clients' }[record];
  const page = anna.lists.find(({ name }) => name === list)?.opens;
  return page ? screenUrl(page, { id }) : undefined;
}
