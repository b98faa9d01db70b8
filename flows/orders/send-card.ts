import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { slot } from '../../db/rows.ts';
import { identities, staff } from '../../db/schema/people.ts';
import { cards } from '../../db/schema/talk.ts';
import { type Reader, statement, type Tx } from '../../db/store.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { Message } from '../../notifications/message.ts';
import { mayHaveHappened, type OutboxRow } from '../../notifications/outbox.ts';
import { holdBack, waitForTurn } from '../../notifications/pace.ts';
import type { Sender } from '../../notifications/sender.ts';
import type { Outcome, World } from '../../notifications/worker.ts';
import type { Identity, Staff } from '../dialogs/dialog.ts';
import { type CardFacts, loadCard } from './card/facts.ts';
import { renderCard } from './card/render.ts';
import { refreshCardAt } from './card.ts';
import { refuseUndo, undoEnds } from './undo-move.ts';

/** The errand `card`: shows the order as it is now, rewriting the message that is there, or anew when it shall be noticed. */
export async function sendCard(row: OutboxRow, world: World): Promise<Outcome> {
  const found = await findCard(world.store.read, Number(row.payload.cardId));
  if (!found) return { result: 'skipped', reason: 'no-card' };
  const { card, identity, viewer } = found;
  if (identity.closedAt !== null) return { result: 'skipped', reason: 'address-closed' };
  const sender = world.senders.get(identity.channel);
  if (!sender) return { result: 'skipped', reason: 'channel-off' };
  const facts = await loadCard(world.store.read, { orderId: card.orderId, viewer, now: world.now() });
  if (!facts) return { result: 'skipped', reason: 'no-order' };

  const message = renderCard(facts, identity.id);
  const shown = hashOf(message);
  const notify = row.payload.notify === true;
  if (shown === card.shown && !notify) return { result: 'skipped', reason: 'shown-already' };
  try {
    const externalId = await show(sender, { identity, card, message, notify, row, ending: world.ending });
    return {
      result: 'sent',
      also: async (tx) => {
        await markShown(tx, { id: card.id, externalId, shown, now: world.now() });
        await lookAgain(tx, { card, identity, facts });
      },
    };
  } catch (error) {
    return failureOf(error, identity, world);
  }
}

const markShown = statement('card_mark_shown', (tx: Tx) =>
  tx
    .update(cards)
    .set({ externalId: slot(cards.externalId, 'externalId'), shown: slot(cards.shown, 'shown'), updatedAt: slot(cards.updatedAt, 'now') })
    .where(eq(cards.id, sql.placeholder('id'))),
);

interface Found {
  card: typeof cards.$inferSelect;
  identity: Identity;
  viewer: Staff;
}

const cardById = statement('card_by_id', (db: Reader) =>
  db
    .select({ card: cards, identity: identities, viewer: staff })
    .from(cards)
    .innerJoin(identities, eq(identities.id, cards.identityId))
    .innerJoin(staff, eq(staff.id, cards.staffId))
    .where(eq(cards.id, sql.placeholder('id'))),
);

const findCard = async (db: Reader, id: number): Promise<Found | undefined> => (await cardById(db, { id }))[0];

const hashOf = (message: Message): string => createHash('sha256').update(JSON.stringify(message)).digest('base64url');

interface Show {
  identity: Identity;
  card: Found['card'];
  message: Message;
  notify: boolean;
  row: OutboxRow;
  ending: AbortSignal | undefined;
}

/** A card that shall be noticed comes below, and the old one goes: there is only ever one. */
async function show(sender: Sender, { identity: { address }, card, message, notify, row, ending }: Show): Promise<string> {
  const replaces = notify ? undefined : (card.externalId ?? undefined);
  await waitForTurn(sender, ending);
  // Where a rewriting turns out to be impossible the card comes anew: without a sound, for nobody asked to be told.
  const silent = mayHaveHappened(row) || !notify;
  const { externalId } = await sender.send({
    address,
    message,
    since: row.createdAt,
    ...(replaces && { replaces }),
    ...(silent && { silent }),
  });
  if (notify && card.externalId && card.externalId !== externalId) await sender.remove?.(address, card.externalId).catch(ignore);
  return externalId;
}

/** An old card that cannot be taken away answers presses all the same. */
const ignore = () => {};

/** The button "undo" goes when its time is over. */
async function lookAgain(tx: Tx, { card, identity, facts }: { card: Found['card']; identity: Identity; facts: CardFacts }): Promise<void> {
  const { visit, viewer, shop, now } = facts;
  if (!visit || refuseUndo({ row: facts, visit, who: viewer, now, shop })) return;
  await refreshCardAt(
    tx,
    { id: card.id, identityId: identity.id, channel: identity.channel },
    { runAt: undoEnds(visit, shop), dedupe: `undo:${visit.id}`, now },
  );
}

/** What the channel's refusal means for this card: try later, give up on this address, or, when the answer was lost, show it once more in silence. */
function failureOf(error: unknown, identity: Identity, world: World): Outcome {
  if (!(error instanceof ChannelError)) throw error;
  if (error.wholeChannel && error.retryAfterMs !== undefined) holdBack(identity.channel, error.retryAfterMs);
  if (error.verdict !== 'never') throw error;
  const { closes } = error;
  const also = async (tx: Tx) => {
    if (closes) await tx.update(identities).set({ closedAt: world.now(), closedWhy: closes }).where(eq(identities.id, identity.id));
  };
  return { result: 'failed', reason: error.message.slice(0, 200), also };
}
