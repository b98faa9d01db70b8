import Database from 'better-sqlite3';
import { AlreadyRunning, isBusy } from './errors.ts';

/**
 * Takes the right to be the one server of this file and answers how to give it back; throws `AlreadyRunning`.
 * The operating system holds the lock on `<path>.lock`, so it dies with the process and nobody has to clean up after a crash.
 */
export function lockFile(path: string): () => void {
  const client = new Database(`${path}.lock`, { timeout: 0 });
  try {
    client.pragma('journal_mode = MEMORY');
    client.exec('BEGIN EXCLUSIVE');
    return () => client.close();
  } catch (error) {
    client.close();
    if (!isBusy(error)) throw error;
    throw new AlreadyRunning(
      `Anna is already running with ${path}: stop the other process first, or give this one a DATABASE_URL of its own`,
    );
  }
}
