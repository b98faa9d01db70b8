import { and, asc, desc, eq, gte, lte, type SQL, sql } from 'drizzle-orm';
import { showPhone } from '../flows/clients/phone.ts';
import { titleIn } from '../flows/format.ts';
import type { Column, Resource } from './resource.ts';
import type { Visitor } from './screen.ts';

export interface Sort {
  sortBy?: string;
  direction?: string;
}

/** What AdminJS takes a column for. */
export const typeOf = (column: Column | undefined): 'string' | 'number' | 'boolean' =>
  column?.type === 'number' || column?.type === 'money' || column?.type === 'instant'
    ? 'number'
    : column?.type === 'boolean'
      ? 'boolean'
      : 'string';

/** The fields to select; beside what refers to something stands its title. */
export function fieldsOf({ columns }: Resource): Record<string, SQL> {
  const entries = Object.entries(columns).flatMap(([name, { of, refers }]) =>
    refers ? [[name, of] as const, [`${name}Title`, refers.title] as const] : [[name, of] as const],
  );
  return Object.fromEntries(entries) as Record<string, SQL>;
}

export function idOf({ name, columns }: Resource): Column['of'] {
  if (!columns.id) throw new Error(`${name} has no id`);
  return columns.id.of;
}

/** The order that was asked for, when it is allowed; else the list's own. The id decides between equals. */
export function orderOf(resource: Resource, sort: Sort | undefined): SQL[] {
  const { columns, order = { column: 'id', descending: true } } = resource;
  const name = sort?.sortBy ?? '';
  const isAsked = Object.hasOwn(columns, name) && (columns[name]?.sort === true || name === order.column);
  const column = columns[isAsked ? name : order.column];
  const direction = (isAsked ? sort?.direction === 'desc' : order.descending) ? desc : asc;
  const id = idOf(resource);
  return column && column.of !== id ? [direction(column.of), direction(id)] : [direction(id)];
}

/** The visitor's rows that fit every allowed filter; what is no filter of the list is not looked at. */
export const whereOf = (resource: Resource, filters: Readonly<Record<string, unknown>>, visitor: Visitor): SQL | undefined =>
  and(resource.scope?.(visitor), ...Object.entries(filters).map(([name, value]) => conditionOf(resource, name, value)));

const nothing = sql`1 = 0`;

function conditionOf({ columns, search }: Resource, name: string, value: unknown): SQL | undefined {
  if (name === 'search') return typeof value === 'string' && value.trim() ? (search?.(value.trim().slice(0, 100)) ?? nothing) : undefined;
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (!column?.filter) return undefined;
  if (typeof value === 'object' && value !== null) return between(column, value);
  if (typeof value !== 'string' || value === '') return undefined;
  if (typeOf(column) === 'boolean') return eq(column.of, value === 'true');
  if (typeOf(column) === 'number') return numberIn(value) === undefined ? nothing : eq(column.of, numberIn(value));
  return column.words && !column.words.includes(value) ? nothing : eq(column.of, value);
}

function between(column: Column, value: { from?: unknown; to?: unknown }): SQL | undefined {
  const [from, to] = [numberIn(value.from), numberIn(value.to)];
  return and(from === undefined ? undefined : gte(column.of, from), to === undefined ? undefined : lte(column.of, to));
}

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'string' && value !== '' && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;

/** A row as its reader reads it: titles in the reader's language, the digits of telephone numbers in groups. */
export function shownRow(
  { columns }: Resource,
  row: Readonly<Record<string, unknown>>,
  language: Visitor['language'],
): Record<string, unknown> {
  const shown = Object.entries(row).map(([name, value]) => {
    const isPhone = Object.hasOwn(columns, name) && columns[name]?.type === 'phone' && typeof value === 'string';
    return [name, isPhone ? showPhone(value) : plainOf(value, language)] as const;
  });
  return Object.fromEntries(shown);
}

/** Titles in the reader's language; no object reaches AdminJS, which would make a column of each key. */
export function plainOf(value: unknown, language: Visitor['language']): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.join(', ') : titleIn(value, language);
}
