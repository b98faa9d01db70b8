import { eq } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { record } from '../events.ts';
import { hasHistory } from './has-history.ts';
import { mergeClients } from './merge-clients.ts';

interface JoinClients {
  knownId: number;
  newcomerId: number;
  now: Instant;
}

/**
 * Makes a newcomer the client that they have proved to be; a colleague can undo it like any merge. False for a newcomer who has a history of
 * their own already: two such cards are never made one without a person.
 */
export async function joinClients(tx: Tx, { knownId, newcomerId, now }: JoinClients): Promise<boolean> {
  if (await hasHistory(tx, newcomerId)) return false;
  const addresses = await tx.select({ channel: identities.channel }).from(identities).where(eq(identities.clientId, newcomerId));
  await mergeClients(tx, { keptId: knownId, goneId: newcomerId, by: { kind: 'system' }, now });
  for (const { channel } of addresses)
    await record(tx, { type: 'client.connected', clientId: knownId, channel }, { kind: 'client', id: knownId }, now);
  return true;
}
