import { spawnSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const urls = { sqlite: 'file:unused.db', postgres: 'postgres://unused' };

/**
 * Writes what the schema needs beyond the migrations in `<folder>/{sqlite,postgres}`, and answers what drizzle-kit said about each.
 * A renamed column is a question that drizzle-kit asks at a terminal only: add, copy and drop in separate migrations instead.
 */
export function generateMigrations(folder: string, name?: string): Record<keyof typeof urls, string> {
  return { sqlite: generate('sqlite', folder, name), postgres: generate('postgres', folder, name) };
}

function generate(dialect: keyof typeof urls, folder: string, name?: string): string {
  const kit = join(root, 'node_modules', 'drizzle-kit', 'bin.cjs');
  // drizzle-kit takes only paths below the project or relative to it.
  const env = {
    ...process.env,
    DATABASE_URL: urls[dialect],
    MIGRATIONS_OUT: relative(root, resolve(root, folder, dialect)),
    NO_COLOR: '1',
  };
  const words = ['generate', '--config', 'db/drizzle.config.ts', ...(name ? ['--name', name] : [])];
  const { status, stdout, stderr } = spawnSync(process.execPath, [kit, ...words], { cwd: root, env, encoding: 'utf8' });
  if (status !== 0 || /error/i.test(stderr)) throw new Error(`drizzle-kit failed for ${dialect}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** `npm run db:generate -- name-of-the-change` */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const said = generateMigrations('db/migrations', process.argv[2]);
  console.log(said.sqlite, said.postgres);
}
