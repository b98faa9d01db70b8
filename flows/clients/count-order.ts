import { eq, sql } from 'drizzle-orm';
import { slot } from '../../db/rows.ts';
import { clients } from '../../db/schema/people.ts';
import type { Instant, Minor } from '../../db/schema/words.ts';
import { statement, type Tx } from '../../db/store.ts';

const addPlaced = statement('client_count_order', (tx: Tx) =>
  tx
    .update(clients)
    .set({
      ordersCount: sql`${clients.ordersCount} + 1`,
      ordersSum: sql`${clients.ordersSum} + ${sql.placeholder('total')}`,
      lastOrderAt: slot(clients.lastOrderAt, 'placedAt'),
      status: 'customer',
    })
    .where(eq(clients.id, sql.placeholder('clientId'))),
);

/** Adds a placed order to the client's counters and makes them a customer. */
export async function countOrder(
  tx: Tx,
  { clientId, total, placedAt }: { clientId: number; total: Minor; placedAt: Instant },
): Promise<void> {
  await addPlaced(tx, { clientId, total, placedAt });
}

/** Puts a restored order back into the client's counters. */
export async function recountOrder(tx: Tx, { clientId, total }: { clientId: number; total: Minor }): Promise<void> {
  const next = { ordersCount: sql`${clients.ordersCount} + 1`, ordersSum: sql`${clients.ordersSum} + ${total}` };
  await tx.update(clients).set(next).where(eq(clients.id, clientId));
}

/** Takes a cancelled order out of the client's counters. */
export async function uncountOrder(tx: Tx, { clientId, total }: { clientId: number; total: Minor }): Promise<void> {
  const next = { ordersCount: sql`${clients.ordersCount} - 1`, ordersSum: sql`${clients.ordersSum} - ${total}` };
  await tx.update(clients).set(next).where(eq(clients.id, clientId));
}

/** Puts the new total of a changed order into the client's counters. */
export async function recountTotal(tx: Tx, { clientId, total: before }: { clientId: number; total: Minor }, total: Minor): Promise<void> {
  if (total === before) return;
  const next = { ordersSum: sql`${clients.ordersSum} + ${total - before}` };
  await tx.update(clients).set(next).where(eq(clients.id, clientId));
}
