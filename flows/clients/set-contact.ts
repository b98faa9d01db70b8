import { eq } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import type { Tx } from '../../db/store.ts';
import { searchable } from './search.ts';

export interface SetContact {
  clientId: number;
  name?: string | undefined;
  /** E.164; null takes it away. */
  phone?: string | null | undefined;
}

/** Writes down how a client is called and reached, and keeps the search in step. What is not given stays. */
export async function setContact(tx: Tx, { clientId, name, phone }: SetContact): Promise<void> {
  const [client] = await tx.select({ name: clients.name, phone: clients.phone }).from(clients).where(eq(clients.id, clientId));
  if (!client) return;
  const next = { name: name ?? client.name, phone: phone === undefined ? client.phone : phone };
  const addresses = await tx.select({ name: identities.name }).from(identities).where(eq(identities.clientId, clientId));
  const search = searchable(next.name, next.phone, ...addresses.map((each) => each.name));
  await tx
    .update(clients)
    .set({ ...next, search })
    .where(eq(clients.id, clientId));
}

const longestName = 80;

/** A name as it is kept: one line, no surrounding spaces; undefined when it has no letter or is a speech. */
export function cleanName(typed: string): string | undefined {
  const name = typed.replace(/\s+/gu, ' ').trim();
  return /\p{L}/u.test(name) && name.length <= longestName ? name : undefined;
}
