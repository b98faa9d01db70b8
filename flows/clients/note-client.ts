import { and, desc, eq } from 'drizzle-orm';
import { orders } from '../../db/schema/orders.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { noteOrder } from '../orders/note-order.ts';
import { pingNamed } from '../staff/ping-named.ts';
import { refuseUnless } from '../staff/rights.ts';

interface NoteClient {
  clientId: number;
  text: string;
  by: By;
  now: Instant;
}

/** Keeps a note that the client never sees: with the client's latest open order, else on the client's own timeline. Answers whom it named. */
export async function noteClient(tx: Tx, { clientId, text, by, now }: NoteClient): Promise<string[]> {
  await refuseUnless(tx, by, 'client.write');
  const [order] = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.clientId, clientId), eq(orders.outcome, 'open')))
    .orderBy(desc(orders.id))
    .limit(1);
  if (order) return noteOrder(tx, { orderId: order.id, text, by, now });
  await record(tx, { type: 'client.noted', clientId, text }, by, now);
  return (await pingNamed(tx, { text, clientId, by, now })).map(({ name }) => name);
}
