import { and, desc, eq } from 'drizzle-orm';
import { clients, identities } from '../../db/schema/people.ts';
import type { Instant } from '../../db/schema/words.ts';
import { events } from '../../db/schema/work.ts';
import type { Tx } from '../../db/store.ts';
import type { Identity } from '../dialogs/dialog.ts';
import { record } from '../events.ts';

interface OptOut {
  identity: Identity;
  /** The platform itself lets nothing through any more, so only the words it knows open the address again. */
  byPlatform: boolean;
  now: Instant;
}

/** "Stop": nothing is sent to this address any more, and advertisements nowhere. */
export async function optOut(tx: Tx, { identity, byPlatform, now }: OptOut): Promise<void> {
  const closedWhy = byPlatform ? 'opted-out' : 'stopped';
  await tx.update(identities).set({ closedAt: now, closedWhy }).where(eq(identities.id, identity.id));
  const client = await clientOf(tx, identity);
  if (!client) return;
  const { marketing, ...consents } = client.consents;
  if (marketing !== undefined) await tx.update(clients).set({ consents }).where(eq(clients.id, client.id));
  const event = { type: 'client.opted-out', clientId: client.id, channel: identity.channel, marketing: marketing !== undefined } as const;
  await record(tx, event, { kind: 'client', id: client.id }, now);
}

/** "Start": the address is open again, and what "stop" took back is agreed to anew; nothing that was never agreed to. */
export async function optIn(tx: Tx, { identity, now }: Omit<OptOut, 'byPlatform'>): Promise<void> {
  await tx.update(identities).set({ closedAt: null, closedWhy: null }).where(eq(identities.id, identity.id));
  const client = await clientOf(tx, identity);
  if (!client) return;
  const marketing = await hadAgreed(tx, client.id);
  if (marketing) {
    const consents = { marketing: now, ...client.consents };
    await tx.update(clients).set({ consents }).where(eq(clients.id, client.id));
  }
  const event = { type: 'client.opted-in', clientId: client.id, channel: identity.channel, marketing } as const;
  await record(tx, event, { kind: 'client', id: client.id }, now);
}

async function clientOf(tx: Tx, { clientId }: Identity) {
  if (clientId === null) return undefined;
  const [client] = await tx.select({ id: clients.id, consents: clients.consents }).from(clients).where(eq(clients.id, clientId));
  return client;
}

/** Whether the last "stop" took an agreement to advertisements back. */
async function hadAgreed(tx: Tx, clientId: number): Promise<boolean> {
  const [last] = await tx
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.clientId, clientId), eq(events.type, 'client.opted-out')))
    .orderBy(desc(events.id))
    .limit(1);
  return last?.data.marketing === true;
}
