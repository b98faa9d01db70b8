import { listBackups, restoreBackup } from './backup.ts';
import { fileOf } from './open.ts';

/**
 * `npm run db:restore` takes the newest backup, `npm run db:restore -- data/backups/<file>` that one. Anna must be stopped. An empty setting is
 * one that is not set, as everywhere.
 */
try {
  const path = fileOf(process.env.DATABASE_URL || `file:${process.env.DATA_DIR || 'data'}/anna.db`);
  const [from = (await listBackups(path))[0]] = process.argv.slice(2);
  if (!from) throw new Error(`There is no backup beside ${path}`);
  const aside = await restoreBackup(from, path);
  console.log(`${path} is now what ${from} kept; what was there before lies in ${aside}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
