import { eq, sql } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import { type Reader, statement } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { Refused } from '../refused.ts';

const clientById = statement('client_by_id', (db: Reader) =>
  db
    .select()
    .from(clients)
    .where(eq(clients.id, sql.placeholder('id'))),
);

/** A client by number, or undefined. The number of a card that was merged leads to the card that was kept. */
export async function findClient(db: Reader, id: number | undefined): Promise<Client | undefined> {
  const [client] = Number.isSafeInteger(id) ? await clientById(db, { id }) : [];
  return client?.mergedInto == null ? client : findClient(db, client.mergedInto);
}

/** The same; refuses with `client.not-found`. */
export async function getClient(db: Reader, id: number): Promise<Client> {
  const client = await findClient(db, id);
  if (!client) throw new Refused('client.not-found');
  return client;
}
