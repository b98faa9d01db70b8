import { examineDatabase } from '../../db/examine.ts';
import { check } from '../check.ts';

/** The database opens, is whole, takes writes, and fits this program. */
export default check({
  name: 'database',
  finds: ['database-absent', 'database-newer', 'database-locked', 'database-damaged', 'database-unreachable'],
  async examine({ config }) {
    const found = await examineDatabase(config.databaseUrl);
    const about = 'database';
    if (found.state === 'sound') return [{ about, ...(found.pending > 0 && { detail: `migrations: +${found.pending}` }) }];
    const detail = 'detail' in found ? { detail: found.detail } : {};
    return [{ about, trouble: `database-${found.state}` as const, ...detail }];
  },
});
