import { desc, eq } from 'drizzle-orm';
import { identities } from '../../db/schema/people.ts';
import { messages } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { record } from '../events.ts';
import { getOrder } from '../orders/load-order.ts';

/** Puts a question that a client typed on the page of an order before a colleague, and into the client's thread where there is one. */
export async function askAboutOrder(tx: Tx, { orderId, text, now }: { orderId: number; text: string; now: Instant }): Promise<void> {
  const { clientId } = await getOrder(tx, orderId);
  const [identity] = await tx
    .select({ id: identities.id, channel: identities.channel })
    .from(identities)
    .where(eq(identities.clientId, clientId))
    .orderBy(desc(identities.id))
    .limit(1);
  const line = { direction: 'in', state: 'received', channel: 'web', clientId, orderId, text, at: now } as const;
  const [kept] = identity
    ? await tx
        .insert(messages)
        .values({ ...line, identityId: identity.id })
        .returning({ id: messages.id })
    : [];
  await record(tx, { type: 'client.asked', clientId, messageId: kept?.id ?? 0, text }, { kind: 'client', id: clientId }, now);
}
