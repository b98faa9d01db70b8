import { sql } from 'drizzle-orm';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';

/** The engine of this process, chosen once by DATABASE_URL: `file:…` is SQLite, `postgres://…` PostgreSQL. */
export const dialect = /^postgres(ql)?:/.test(process.env.DATABASE_URL ?? '') ? 'postgres' : 'sqlite';

/** Both builders give the same columns, but only pg-core's types offer nothing that one engine lacks: hence the one cast of the project. */
const pick = <T>(postgres: T, sqlite: unknown): T => (dialect === 'postgres' ? postgres : (sqlite as T));

export const table = pick(pg.pgTable, lite.sqliteTable);
export const text = pick(pg.text, lite.text);
/** Instants in epoch milliseconds, money in minor units, counts: whole numbers safe to 2^53. */
export const integer = pick(
  () => pg.bigint({ mode: 'number' }),
  () => lite.integer(),
);
/** A fraction: degrees of a place. */
export const real = pick(
  () => pg.doublePrecision(),
  () => lite.real(),
);
export const boolean = pick(
  () => pg.boolean(),
  () => lite.integer({ mode: 'boolean' }),
);
const blob = pick(
  () => pg.jsonb(),
  () => lite.text({ mode: 'json' }),
);
/** A JSON column; what is read from it was checked by a schema at the door that wrote it. */
export const json = <T>() => blob().$type<T>();
/** Numbers are never used twice, so a cursor over ids meets each row once. */
export const id = pick(
  () => pg.bigint({ mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
  () => lite.integer().primaryKey({ autoIncrement: true }),
);
export const index = pick(pg.index, lite.index);
export const uniqueIndex = pick(pg.uniqueIndex, lite.uniqueIndex);
export const check = pick(pg.check, lite.check);

/** A column that holds one of `words`, typed by them and guarded by a check (`oneOf`) in the database. */
export const word = <const W extends readonly [string, ...string[]]>(words: W) =>
  text({ enum: words as unknown as [W[number], ...W[number][]] });

/** The database's own guard for a `word` column. */
export const oneOf = (name: string, column: Parameters<typeof sql>[1], words: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(words.map((each) => `'${each}'`).join(', '))})`);
