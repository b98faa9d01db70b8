import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** A question on its way to the thread. */
export interface Asked {
  id: number;
  sql: string;
  params: unknown[];
}

/** Its rows as arrays, or why there are none. */
export interface Answered {
  id: number;
  rows?: unknown[][];
  failure?: string;
}

const MEGABYTE = 2 ** 10;

/** Answers questions about a SQLite file one after another, through a connection that cannot write. */
const { path } = workerData as { path: string };
const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
db.pragma('trusted_schema = OFF');
db.pragma(`cache_size = -${32 * MEGABYTE}`);
db.pragma('temp_store = MEMORY');

function answer({ id, sql, params }: Asked): Answered {
  try {
    // Every question of a Reader is a select, so rows come as arrays.
    return {
      id,
      rows: db
        .prepare(sql)
        .raw()
        .all(...params) as unknown[][],
    };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(answer(asked)));
