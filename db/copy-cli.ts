import { copyToPostgres } from './copy.ts';
import { fileOf } from './open.ts';

/** `DATABASE_URL=postgres://… npm run db:copy -- data/anna.db` */
const [path = 'data/anna.db'] = process.argv.slice(2);
const url = process.env.DATABASE_URL ?? '';

try {
  await copyToPostgres(path.startsWith('file:') ? fileOf(path) : path, url, console.log);
  console.log('Done: start Anna with this DATABASE_URL from now on');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
