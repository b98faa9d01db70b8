import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { dialect } from '../../db/kit.ts';

/** How many rows fit. One pass with several of these is many times faster on SQLite than grouping, which sorts. */
export const countIf = (condition: SQL | undefined): SQL<number> => sql`count(*) filter (where ${condition})`.mapWith(Number);

/** The sum over the rows that fit, 0 over none. */
export const sumIf = (value: SQLWrapper, condition: SQL | undefined): SQL<number> =>
  sql`coalesce(sum(${value}) filter (where ${condition}), 0)`.mapWith(Number);

export const sumOf = (value: SQLWrapper): SQL<number> => sql`coalesce(sum(${value}), 0)`.mapWith(Number);

/** The middle one of the values; null over none. */
export const medianOf = (value: SQLWrapper): SQL<number | null> =>
  dialect === 'postgres' ? sql<number | null>`percentile_cont(0.5) within group (order by ${value})` : sql<number | null>`median(${value})`;
