import { and, eq, sql } from 'drizzle-orm';
import { identities, staff } from '../../db/schema/people.ts';
import { conversations } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { type Reader, statement } from '../../db/store.ts';
import { days } from '../../notifications/time.ts';

/** Why a colleague's chat was closed by hand: it opens again only by an invitation. */
export const endedByHand = 'ended';

/** A colleague's chat on the site is forgotten after so long without a word or a press: whoever finds the browser must not find the shop. */
const idleFor = days(30);

const seatAt = statement('seat_at', (db: Reader) =>
  db
    .select({ staffId: identities.staffId, closedWhy: identities.closedWhy, removedAt: staff.removedAt, usedAt: conversations.updatedAt })
    .from(identities)
    .leftJoin(staff, eq(staff.id, identities.staffId))
    .leftJoin(conversations, eq(conversations.identityId, identities.id))
    .where(and(eq(identities.channel, 'web'), eq(identities.address, sql.placeholder('address')))),
);

/** Whether this address on the site was a colleague's and is so no more: then nothing of it is shown, and nothing that was open stays open. */
export async function hasLeftSeat(db: Reader, address: string, now: Instant): Promise<boolean> {
  const [seat] = await seatAt(db, { address });
  if (seat?.staffId == null) return false;
  const isIdle = seat.usedAt !== null && seat.usedAt > 0 && now - seat.usedAt > idleFor;
  return seat.removedAt !== null || seat.closedWhy === endedByHand || isIdle;
}
