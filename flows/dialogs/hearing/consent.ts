import { eq } from 'drizzle-orm';
import { identities } from '../../../db/schema/people.ts';
import type { Instant } from '../../../db/schema/words.ts';
import type { Tx } from '../../../db/store.ts';
import { optIn, optOut } from '../../clients/opt-out.ts';
import { record } from '../../events.ts';
import { sendMessage } from '../../messages/send-message.ts';
import { getShop } from '../../shop.ts';
import { textsIn } from '../../texts/texts.ts';
import type { Identity } from '../dialog.ts';
import type { Inbound, InboxContext, Person, Received } from './inbound.ts';

/** Hears whether we may write here; undefined when that was not what was said. */
export async function hearConsent(tx: Tx, inbound: Inbound, { now }: InboxContext, person: Person): Promise<Received | undefined> {
  const { heard } = inbound;
  const { identity } = person;
  if (heard.kind === 'blocked') return close(tx, identity, now);
  if (heard.kind !== 'stop' && heard.kind !== 'resume') return undefined;
  if (heard.kind === 'stop') await optOut(tx, { identity, byPlatform: heard.byPlatform, now });
  else await optIn(tx, { identity, now });
  // What the platform answers by itself is not answered twice.
  if (heard.byPlatform) return { repeat: false };
  const t = textsIn(person.client?.language ?? inbound.language ?? (await getShop(tx)).language).customer;
  const text = heard.kind === 'stop' ? t.stopped : t.resumed;
  await sendMessage(tx, {
    to: identity,
    message: { text },
    clientId: identity.clientId ?? undefined,
    farewell: heard.kind === 'stop',
    now,
  });
  return { repeat: false };
}

async function close(tx: Tx, identity: Identity, now: Instant): Promise<Received> {
  await tx.update(identities).set({ closedAt: now, closedWhy: 'blocked' }).where(eq(identities.id, identity.id));
  if (identity.clientId !== null) {
    const event = { type: 'client.unreachable', clientId: identity.clientId, channel: identity.channel, why: 'blocked' } as const;
    await record(tx, event, { kind: 'client', id: identity.clientId }, now);
  }
  return { repeat: false };
}

export async function reopen(tx: Tx, identity: Identity): Promise<void> {
  await tx.update(identities).set({ closedAt: null, closedWhy: null }).where(eq(identities.id, identity.id));
}
