import { and, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import { allergies, identities } from '../../db/schema/people.ts';
import { calls, events, tasks } from '../../db/schema/work.ts';
import type { Reader } from '../../db/store.ts';

/** Whether there is more to a client than one chat that has just begun: an order, a call, a task, a question to a person, another address. */
export async function hasHistory(db: Reader, clientId: number): Promise<boolean> {
  for (const table of [orders, calls, tasks, allergies]) if ((await db.$count(table, eq(table.clientId, clientId))) > 0) return true;
  const asked = and(eq(events.clientId, clientId), eq(events.type, 'client.asked'));
  return (await db.$count(identities, eq(identities.clientId, clientId))) > 1 || (await db.$count(events, asked)) > 0;
}
