import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { dialect } from './kit.ts';

interface Lockable {
  for(strength: 'update', config?: { skipLocked?: true }): unknown;
}

/** Holds the rows until the transaction ends; others wait for them. SQLite has one writer anyway, so there it does nothing. */
export function forUpdate<Query extends Lockable>(query: Query): Query {
  if (dialect === 'postgres') query.for('update');
  return query;
}

/** Holds the rows and passes over those that somebody else holds: how several workers share a queue. With `{ isolation: 'claim' }`. */
export function skipLocked<Query extends Lockable>(query: Query): Query {
  if (dialect === 'postgres') query.for('update', { skipLocked: true });
  return query;
}

/** A place in a prepared `update … set` for a value given at each call, written as its column writes (JSON, booleans). */
export const slot = (column: PgColumn, name: string): SQL => sql`${sql.param(sql.placeholder(name), column)}`;
