import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { cards } from '../../../db/schema/talk.ts';
import { type Reader, statement } from '../../../db/store.ts';
import { record } from '../../events.ts';
import { refreshCards, showCard } from '../../orders/card.ts';
import { loadFacts } from '../../orders/order-facts.ts';
import { may } from '../../staff/rights.ts';
import type { StaffTurn } from '../dialog.ts';

/** Opens an order's card below. Another's order is told to be "not yours", and the try is written down. False then. */
export async function openOrder(turn: StaffTurn, orderId: number): Promise<boolean> {
  const { tx, now, staff, t, by } = turn;
  const facts = await loadFacts(tx, orderId);
  if (!may(staff, 'order.see', facts)) {
    await record(tx, { type: 'access.denied', staffId: staff.id, what: `order ${orderId}` }, by, now);
    turn.toast(t.refused['access.not-yours']());
    return false;
  }
  await showCard(tx, { orderId, staffId: staff.id, notify: true, now });
  return true;
}

const shownCard = statement('card_shown', (db: Reader) =>
  db
    .select({ id: cards.id })
    .from(cards)
    .where(
      and(eq(cards.identityId, sql.placeholder('identityId')), eq(cards.orderId, sql.placeholder('orderId')), isNotNull(cards.externalId)),
    ),
);

/** Lets the card that is on the screen show what has just changed; where there is none yet it comes. */
export async function keepCardFresh({ tx, now, staff, identity }: StaffTurn, orderId: number): Promise<void> {
  const [shown] = await shownCard(tx, { identityId: identity.id, orderId });
  if (shown) await refreshCards(tx, orderId, now);
  else await showCard(tx, { orderId, staffId: staff.id, notify: true, now });
}
