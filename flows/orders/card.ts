import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { slot } from '../../db/rows.ts';
import { identities } from '../../db/schema/people.ts';
import { cards } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { outbox } from '../../db/schema/work.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import { enqueue } from '../../notifications/outbox.ts';
import { reachStaff } from '../messages/reach.ts';

interface ShowCard {
  orderId: number;
  staffId: number;
  /** Comes below as a new message, with a sound; otherwise the one that is there is rewritten. */
  notify: boolean;
  now: Instant;
}

/** Shows a colleague the living card of an order: one message per person and order. False when nothing reaches the colleague. */
export async function showCard(tx: Tx, { orderId, staffId, notify, now }: ShowCard): Promise<boolean> {
  const to = await reachStaff(tx, staffId);
  if (!to) return false;
  await tx.insert(cards).values({ identityId: to.id, staffId, orderId, updatedAt: now }).onConflictDoNothing();
  const [card] = await tx
    .update(cards)
    .set({ staffId })
    .where(and(eq(cards.identityId, to.id), eq(cards.orderId, orderId)))
    .returning({ id: cards.id });
  if (!card) throw new Error('The card was not written');
  await ask(tx, { id: card.id, identityId: to.id, channel: to.channel }, { notify, now });
  return true;
}

const cardsOfOrder = statement('cards_of_order', (db: Reader) =>
  db
    .select({ id: cards.id, identityId: cards.identityId, channel: identities.channel })
    .from(cards)
    .innerJoin(identities, eq(identities.id, cards.identityId))
    .where(and(eq(cards.orderId, sql.placeholder('orderId')), isNull(identities.closedAt))),
);

/** Lets every card of an order show the present state; those that show it already stay as they are. */
export async function refreshCards(tx: Tx, orderId: number, now: Instant): Promise<void> {
  for (const card of await cardsOfOrder(tx, { orderId })) await ask(tx, card, { notify: false, now });
}

/** More cards than these nobody scrolls back to. */
const mostCards = 500;

/** The same for the cards that one colleague has, also of closed orders, the latest ones. */
export async function refreshCardsOf(tx: Tx, staffId: number, now: Instant): Promise<void> {
  const found = await tx
    .select({ id: cards.id, identityId: cards.identityId, channel: identities.channel })
    .from(cards)
    .innerJoin(identities, eq(identities.id, cards.identityId))
    .where(eq(cards.staffId, staffId))
    .orderBy(desc(cards.updatedAt))
    .limit(mostCards);
  for (const card of found) await ask(tx, card, { notify: false, now });
}

/** Plans a look at a card for later: when a button of it stops being good. */
export async function refreshCardAt(
  tx: Tx,
  card: CardAddress,
  { runAt, dedupe, now }: { runAt: Instant; dedupe: string; now: Instant },
): Promise<void> {
  await enqueue(tx, { ...errandOf(card, false), runAt, dedupe: `card:${card.id}:${dedupe}` }, now);
}

interface CardAddress {
  id: number;
  identityId: number;
  channel: string;
}

const errandOf = ({ id, identityId, channel }: CardAddress, notify: boolean) => ({
  kind: 'card',
  lane: String(identityId),
  channel,
  payload: { cardId: id, notify },
});

const pending = and(eq(outbox.subject, sql.placeholder('subject')), isNull(outbox.doneAt), eq(outbox.attempts, 0));
const joinPending = statement('card_join', (tx: Tx) =>
  tx
    .update(outbox)
    .set({ subject: slot(outbox.subject, 'subject') })
    .where(pending)
    .returning({ id: outbox.id }),
);
const joinAndNotify = statement('card_join_notify', (tx: Tx) =>
  tx
    .update(outbox)
    .set({ payload: slot(outbox.payload, 'payload') })
    .where(pending)
    .returning({ id: outbox.id }),
);

/** Several changes before the card leaves are one rewriting. The waiting row is written to, so that a worker cannot take it at the same time. */
async function ask(tx: Tx, card: CardAddress, { notify, now }: { notify: boolean; now: Instant }): Promise<void> {
  const subject = `card:${card.id}`;
  const errand = errandOf(card, notify);
  const joined = notify ? await joinAndNotify(tx, { subject, payload: errand.payload }) : await joinPending(tx, { subject });
  if (joined.length === 0) await enqueue(tx, { ...errand, subject, runAt: now }, now);
}
