import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** The slow half of a backup. VACUUM INTO sees one moment of the file, however much is written meanwhile, and leaves deleted data behind. */
const { path, target } = workerData as { path: string; target: string };

const source = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
source.prepare('VACUUM INTO ?').run(target);
source.close();

const copy = new Database(target, { readonly: true });
const verdict = copy.pragma('integrity_check', { simple: true });
copy.close();
if (verdict !== 'ok') throw new Error(`The backup of ${path} is not whole: ${verdict}`);
