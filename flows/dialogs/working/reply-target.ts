import { and, desc, eq, sql } from 'drizzle-orm';
import { cards, messages } from '../../../db/schema/talk.ts';
import { type Reader, statement } from '../../../db/store.ts';

/** What the message is about that a colleague replied to: a client who wrote, or the card of an order. */
export interface ReplyTarget {
  clientId: number | null;
  orderId: number | null;
  isCard: boolean;
}

const notices = statement('reply_notice', (db: Reader) =>
  db
    .select({ clientId: messages.clientId, orderId: messages.orderId })
    .from(messages)
    .where(and(eq(messages.identityId, sql.placeholder('identityId')), sql`${messages.externalId} = ${sql.placeholder('externalId')}`))
    .orderBy(desc(messages.id))
    .limit(1),
);

/** Undefined when it was none of these: a question of a dialog, a list. */
export async function findReplyTarget(db: Reader, identityId: number, externalId: string): Promise<ReplyTarget | undefined> {
  const [card] = await db
    .select({ orderId: cards.orderId })
    .from(cards)
    .where(and(eq(cards.identityId, identityId), eq(cards.externalId, externalId)));
  if (card) return { clientId: null, orderId: card.orderId, isCard: true };
  const [notice] = await notices(db, { identityId, externalId });
  return notice && notice.clientId !== null ? { ...notice, isCard: false } : undefined;
}
