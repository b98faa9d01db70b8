import { eq } from 'drizzle-orm';
import { clients } from '../../db/schema/people.ts';
import type { Reader } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';

/** A client by number, or undefined. */
export async function findClient(db: Reader, id: number | null | undefined): Promise<Client | undefined> {
  const [client] = Number.isSafeInteger(id)
    ? await db
        .select()
        .from(clients)
        .where(eq(clients.id, id ?? 0))
    : [];
  return client;
}
