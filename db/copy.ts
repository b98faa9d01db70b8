import Database from 'better-sqlite3';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { CasingCache } from 'drizzle-orm/casing';
import { getTableConfig, PgBoolean, type PgColumn, PgJsonb, PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { dialect } from './kit.ts';
import { migratePostgres } from './migrate.ts';
import { type Applied, migrationFolder, pendingOf, readMigrations } from './migrations.ts';
import * as schema from './schema/index.ts';
import { lockFile } from './sqlite-lock.ts';

const ROWS_AT_ONCE = 5000;
const casing = new CasingCache('snake_case');

/**
 * Copies a SQLite file into an empty PostgreSQL database: whole or not at all, row counts compared. SQLite builds pages of JSON and
 * PostgreSQL unpacks them into its own types, so no row passes through JavaScript. Throws `AlreadyRunning` while a server uses the file.
 */
export async function copyToPostgres(path: string, url: string, told: (line: string) => void = () => {}): Promise<void> {
  if (dialect !== 'postgres') throw new Error('Set DATABASE_URL to the PostgreSQL database that is to be filled');
  const unlock = lockFile(path);
  const source = new Database(path, { readonly: true, fileMustExist: true });
  const target = new pg.Client({ connectionString: url });
  try {
    refuseOldFile(source);
    await migratePostgres(url);
    await target.connect();
    source.exec('BEGIN');
    await target.query('BEGIN');
    for (const table of parentsFirst()) told(`${getTableName(table)}: ${await copyTable(source, target, table)} rows`);
    await target.query('COMMIT');
  } finally {
    await target.end(); // what is not committed by now, the server takes back
    source.close();
    unlock();
  }
}

/** The columns of both sides are the same only at the same schema. */
function refuseOldFile(source: Database.Database): void {
  const applied = source.prepare<[], Applied>('SELECT name, hash FROM schema_migrations').all();
  if (pendingOf(readMigrations(migrationFolder('sqlite')), applied).length === 0) return;
  throw new Error('The file has an older schema than this program: start Anna with it once, then copy');
}

async function copyTable(source: Database.Database, target: pg.Client, table: PgTable): Promise<number> {
  const name = getTableName(table);
  const { rowCount } = await target.query(`SELECT FROM "${name}" LIMIT 1`);
  if (rowCount !== 0) throw new Error(`The PostgreSQL database is not empty: there are rows in ${name}`);

  const columns = Object.values(getTableColumns(table));
  const names = columns.map((column) => `"${nameOf(column)}"`).join(', ');
  const fill = `INSERT INTO "${name}" (${names}) SELECT ${names} FROM json_populate_recordset(null::"${name}", $1::json)`;
  for (const page of pagesOf(source, name, columns)) await target.query(fill, [page]);

  await raiseSequences(target, name, columns);
  return compareCounts(source, target, name);
}

function* pagesOf(source: Database.Database, name: string, columns: readonly PgColumn[]): Generator<string> {
  const fields = columns.map((column) => `'${nameOf(column)}', ${asJson(column)}`).join(', ');
  const page = source.prepare<[number, number], { json: string; last: number | null }>(
    `SELECT json_group_array(json_object(${fields})) AS json, max(rowid) AS last FROM (SELECT rowid, * FROM "${name}" WHERE rowid > ? ORDER BY rowid LIMIT ?)`,
  );
  for (let last: number | null | undefined = -1; last != null; ) {
    const found = page.get(last, ROWS_AT_ONCE);
    last = found?.last;
    if (found && last != null) yield found.json;
  }
}

function asJson(column: PgColumn): string {
  const name = `"${nameOf(column)}"`;
  if (is(column, PgBoolean)) return `json(CASE ${name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)`;
  if (is(column, PgJsonb)) return `json(${name})`;
  return name;
}

/** Rows brought their ids with them, which the sequence behind the column does not notice. */
async function raiseSequences(target: pg.Client, name: string, columns: readonly PgColumn[]): Promise<void> {
  for (const column of columns.filter((each) => each.generatedIdentity)) {
    const next = `SELECT coalesce(max("${nameOf(column)}"), 0) + 1 FROM "${name}"`;
    await target.query(`SELECT setval(pg_get_serial_sequence($1, $2), (${next}), false)`, [`"${name}"`, nameOf(column)]);
  }
}

async function compareCounts(source: Database.Database, target: pg.Client, name: string): Promise<number> {
  const there = Number(source.prepare(`SELECT count(*) FROM "${name}"`).pluck().get());
  const { rows } = await target.query<{ count: string }>(`SELECT count(*) FROM "${name}"`);
  if (Number(rows[0]?.count) !== there) throw new Error(`${name}: ${there} rows were sent and ${rows[0]?.count} arrived`);
  return there;
}

/** Every table after all that it refers to. */
function parentsFirst(): PgTable[] {
  const sorted = new Set<PgTable>();
  const visit = (table: PgTable, path: readonly PgTable[]): void => {
    if (sorted.has(table) || path.includes(table)) return;
    for (const key of getTableConfig(table).foreignKeys) visit(key.reference().foreignTable, [...path, table]);
    sorted.add(table);
  };
  for (const each of Object.values<unknown>(schema)) if (is(each, PgTable)) visit(each, []);
  return [...sorted];
}

const nameOf = (column: PgColumn) => casing.getColumnCasing(column);
