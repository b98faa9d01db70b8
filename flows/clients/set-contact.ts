import { eq } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import type { Client } from '../dialogs/dialog.ts';
import { keptPhone } from './phone-variants.ts';
import { searchable } from './search.ts';

export interface SetContact {
  clientId: number;
  name?: string | undefined;
  /** E.164; null takes it away. */
  phone?: string | null | undefined;
  /** When we came to know that the number is theirs; absent when somebody only said so. */
  confirmedAt?: Instant | undefined;
}

/**
 * Writes down how a client is called and reached, and keeps the search in step. What is not given stays, and so does a confirmed number when
 * another was only said.
 */
export async function setContact(tx: Tx, { clientId, name, phone, confirmedAt }: SetContact): Promise<void> {
  const [client] = await tx.select().from(clients).where(eq(clients.id, clientId));
  if (!client) return;
  const next = { name: name ?? client.name, ...numberOf(client, phone && keptPhone(phone), confirmedAt) };
  const addresses = await tx.select({ name: identities.name }).from(identities).where(eq(identities.clientId, clientId));
  const search = searchable(next.name, next.phone, ...addresses.map((each) => each.name));
  await tx
    .update(clients)
    .set({ ...next, search })
    .where(eq(clients.id, clientId));
}

function numberOf(known: Client, phone: SetContact['phone'], confirmedAt: Instant | undefined): Pick<Client, 'phone' | 'phoneConfirmedAt'> {
  const stays = { phone: known.phone, phoneConfirmedAt: known.phoneConfirmedAt };
  if (phone === undefined) return stays;
  if (phone === null) return { phone, phoneConfirmedAt: null };
  if (phone === known.phone) return { phone, phoneConfirmedAt: known.phoneConfirmedAt ?? confirmedAt ?? null };
  return confirmedAt === undefined && known.phoneConfirmedAt !== null ? stays : { phone, phoneConfirmedAt: confirmedAt ?? null };
}
