/** The database stayed locked or unreachable for too long. Nothing was written; the caller may try again later (503). */
export class DatabaseBusy extends Error {
  override name = 'DatabaseBusy';
}

/** A transaction took longer than its deadline and was rolled back. */
export class DeadlinePassed extends Error {
  override name = 'DeadlinePassed';
}

/** Another server process works with this file. */
export class AlreadyRunning extends Error {
  override name = 'AlreadyRunning';
}

/** The database was written by a newer program than this one. */
export class NewerSchema extends Error {
  override name = 'NewerSchema';
}

/** The file, or a backup, is not what was once written. */
export class DamagedDatabase extends Error {
  override name = 'DamagedDatabase';
}

/** Whether an insert or update met a row with the same unique key: SQLite's codes or PostgreSQL's 23505, wrapped by drizzle or not. */
export const isUniqueViolation = (error: unknown): boolean =>
  codes(error).some((code) => code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY');

/** Whether PostgreSQL asks to run the transaction again: 40001 is a conflict, 40P01 a deadlock. */
export const isConflict = (error: unknown): boolean => codes(error).some((code) => code === '40001' || code === '40P01');

/** Whether somebody else holds the lock: of the file, or of a row for longer than lock_timeout. */
export const isBusy = (error: unknown): boolean => codes(error).some((code) => code.startsWith('SQLITE_BUSY') || code === '55P03');

/** Whether SQLite found a file that it did not write like this. */
export const isDamage = (error: unknown): boolean =>
  error instanceof DamagedDatabase || codes(error).some((code) => code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');

/**
 * Whether it may work in a moment, unchanged: a lock, a conflict, a full disk or one that stutters, a connection lost, a server restarting.
 * Whoever meets it keeps the work and does it again; whatever else fails will fail again.
 */
export const isPassing = (error: unknown): boolean => error instanceof DatabaseBusy || codes(error).some((code) => passing.test(code));

const passing =
  /^(SQLITE_(BUSY|LOCKED|FULL|IOERR|NOMEM|INTERRUPT|CANTOPEN)|40001$|40P01$|55P03$|57P0[123]$|08...$|53...$|ECONN|EPIPE$|ETIMEDOUT$|ENOSPC$|EIO$|EMFILE$)/;

/** The codes of an error and of everything that caused it, outermost first. */
function codes(error: unknown): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>();
  for (let each = error; each instanceof Error && !seen.has(each); each = each.cause) {
    seen.add(each);
    if ('code' in each && typeof each.code === 'string') found.push(each.code);
  }
  return found;
}
