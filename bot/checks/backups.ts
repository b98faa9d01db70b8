import { stat } from 'node:fs/promises';
import { listBackups, refuseDamaged } from '../../db/backup.ts';
import { DamagedDatabase } from '../../db/errors.ts';
import { dialect } from '../../db/kit.ts';
import { fileOf } from '../../db/open.ts';
import { hours } from '../../notifications/time.ts';
import { check, type Finding } from '../check.ts';

/** One is made every day. */
const oldest = hours(30);

/** The newest backup of a SQLite file is there, young and what was written. PostgreSQL has backups of its own. */
export default check({
  name: 'backups',
  finds: ['backup-missing', 'backup-damaged', 'backup-old'],
  everyMinutes: 60,
  patienceInMinutes: 30,
  async examine({ config, now }): Promise<Finding[]> {
    if (dialect !== 'sqlite') return [];
    const about = 'backups';
    const path = fileOf(config.databaseUrl);
    const bornAt = await bornOf(path);
    const [newest] = await listBackups(path);
    if (!newest) return bornAt === undefined || now() - bornAt < oldest ? [{ about }] : [{ about, trouble: 'backup-missing' }];
    try {
      await refuseDamaged(newest);
    } catch (error) {
      if (!(error instanceof DamagedDatabase)) throw error;
      return [{ about, trouble: 'backup-damaged', detail: newest }];
    }
    const age = now() - madeAt(newest);
    const detail = `${Math.round(age / hours(1))} h`;
    return [{ about, detail, ...(age > oldest && { trouble: 'backup-old' as const }) }];
  },
});

/** A shop of today has no backup yet, and needs none. */
const bornOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ birthtimeMs }) => birthtimeMs,
    () => undefined,
  );

/** The time is in the name: `anna-2026-11-21T03-00-00-000Z.db`. */
function madeAt(file: string): number {
  const [, day = '', hour, minute, second, ms] = /(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/.exec(file) ?? [];
  return Date.parse(`${day}${hour}:${minute}:${second}.${ms}Z`);
}
