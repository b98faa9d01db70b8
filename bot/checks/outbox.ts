import { and, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import { outbox } from '../../db/schema/work.ts';
import { minutes } from '../../notifications/time.ts';
import { check } from '../check.ts';

/** By then a message has been tried for some minutes. */
const manyTries = 8;
const most = 1000;

/** What is to be sent leaves. */
export default check({
  name: 'outbox',
  finds: ['outbox-stuck'],
  everyMinutes: 1,
  patienceInMinutes: 2,
  async examine({ store, now }) {
    if (!store) return [];
    const isStuck = or(lt(outbox.runAt, now() - minutes(10)), gte(outbox.failures, manyTries));
    const rows = await store.read
      .select({ channel: outbox.channel })
      .from(outbox)
      .where(and(isNull(outbox.doneAt), isStuck, inArray(outbox.kind, ['message', 'card', 'call', 'fetch'])))
      .limit(most);
    if (rows.length === 0) return [{ about: 'outbox' }];
    const waiting = Map.groupBy(rows, ({ channel }) => channel ?? 'outbox');
    return [...waiting].map(([about, { length }]) => ({
      about,
      trouble: 'outbox-stuck' as const,
      detail: length === most ? `${most}+` : String(length),
    }));
  },
});
