import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NewerSchema } from './errors.ts';

/** One step of the schema, as drizzle-kit wrote it. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
  readonly hash: string;
}

/** A step that a database has had. */
export type Applied = Pick<Migration, 'name' | 'hash'>;

/** Where each database remembers its steps. */
export const historyTable =
  'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, hash text NOT NULL, applied_at bigint NOT NULL)';

export const migrationFolder = (of: 'sqlite' | 'postgres') => join(import.meta.dirname, 'migrations', of);

/** The migrations of a folder, oldest first. */
export function readMigrations(folder: string): Migration[] {
  const journal = join(folder, 'meta', '_journal.json');
  if (!existsSync(journal)) throw new Error(`There are no migrations in ${folder}: run npm run db:generate`);
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] };
  return entries.map(({ tag }) => readMigration(folder, tag));
}

/** What a database has not had yet: by name and not by date, so one that was merged late is not skipped. Throws `NewerSchema`. */
export function pendingOf(all: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(all.map((each) => [each.name, each.hash]));
  const unknown = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new NewerSchema(
      `The database is newer than this program (it has had ${unknown.join(', ')}): install the newer program again, or restore a backup`,
    );
  }
  const changed = applied.find(({ name, hash }) => known.get(name) !== hash);
  if (changed) throw new Error(`The migration ${changed.name} was changed after this database had it: add a new one instead`);
  const had = new Set(applied.map(({ name }) => name));
  return all.filter(({ name }) => !had.has(name));
}

function readMigration(folder: string, name: string): Migration {
  const source = readFileSync(join(folder, `${name}.sql`), 'utf8').replaceAll('\r\n', '\n'); // git may have given Windows its line ends
  const statements = source
    .split('--> statement-breakpoint')
    .map((each) => each.trim())
    .filter(Boolean);
  return { name, statements, hash: createHash('sha256').update(source).digest('hex') };
}
