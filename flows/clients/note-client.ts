import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { findOpenOrderOf } from '../orders/find-client-orders.ts';
import { noteOrder } from '../orders/note-order.ts';
import { type Called, pingNamed } from '../staff/ping-named.ts';
import { refuseUnless } from '../staff/rights.ts';
import { getClient } from './load-client.ts';

interface NoteClient {
  clientId: number;
  text: string;
  by: By;
  now: Instant;
}

/** Keeps a note that the client never sees: with the client's latest open order, else on the client's own timeline. Answers whom it called. */
export async function noteClient(tx: Tx, { clientId: asked, text, by, now }: NoteClient): Promise<Called> {
  await refuseUnless(tx, by, 'client.write');
  const { id: clientId } = await getClient(tx, asked);
  const order = await findOpenOrderOf(tx, clientId);
  if (order) return noteOrder(tx, { orderId: order.id, text, by, now });
  await record(tx, { type: 'client.noted', clientId, text }, by, now);
  return pingNamed(tx, { text, clientId, by, now });
}
