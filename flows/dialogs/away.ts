import { desc, sql } from 'drizzle-orm';
import { events } from '../../db/schema/work.ts';
import { type Reader, statement } from '../../db/store.ts';
import { isOpen, nextOpening } from '../../notifications/time.ts';
import { record } from '../events.ts';
import type { ClientTurn } from './dialog.ts';

const lastAway = statement('client_last_away', (db: Reader) =>
  db
    .select({ data: events.data })
    .from(events)
    .where(sql`${events.clientId} = ${sql.placeholder('clientId')} and ${events.type} = 'client.wrote-away'`)
    .orderBy(desc(events.id))
    .limit(1),
);

/** Writes down that a client writes while the shop is closed, once until it opens: the rules make a task of it for then. */
export async function noteAway({ tx, client, shop, by, now }: ClientTurn, text: string): Promise<'open' | 'first' | 'again'> {
  const opensAt = nextOpening(now, shop);
  if (isOpen(now, shop) || opensAt === now) return 'open';
  const [last] = await lastAway(tx, { clientId: client.id });
  if (last?.data.opensAt === opensAt) return 'again';
  await record(tx, { type: 'client.wrote-away', clientId: client.id, opensAt, text: text.slice(0, 200) }, by, now);
  return 'first';
}
