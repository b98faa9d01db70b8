import { and, eq, isNull } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { getClient } from '../clients/load-client.ts';
import { stopWaiting } from '../clients/waiting.ts';
import type { Client, Conversation, Identity } from '../dialogs/dialog.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';

interface Floor {
  identity: Identity;
  conversation: Conversation;
  client: Client;
}

/** Gives the floor back to the dialogs wherever a colleague had it with this client, and nobody is reminded any more; answers where. A second press finds nothing to do. */
export async function closeChat(tx: Tx, { clientId: asked, by, now }: { clientId: number; by: By; now: Instant }): Promise<Floor[]> {
  await refuseUnless(tx, by, 'client.write');
  const { id: clientId } = await getClient(tx, asked);
  const held = await tx
    .select({ identity: identities, conversation: conversations, client: clients })
    .from(conversations)
    .innerJoin(identities, eq(identities.id, conversations.identityId))
    .innerJoin(clients, eq(clients.id, identities.clientId))
    .where(and(eq(identities.clientId, clientId), isNull(identities.closedAt), conversations.withPerson));
  for (const { conversation } of held) {
    conversation.withPerson = false;
    await tx.update(conversations).set({ withPerson: false }).where(eq(conversations.id, conversation.id));
  }
  const waited = await stopWaiting(tx, clientId);
  if (held.length > 0 || waited) await record(tx, { type: 'client.chat-closed', clientId }, by, now);
  return held;
}
