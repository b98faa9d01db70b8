import { and, eq, inArray, isNull } from 'drizzle-orm';
import { attachments } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import { drafts } from '../../db/schema/work.ts';
import type { Reader, Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { getOrder } from '../orders/load-order.ts';
import { noteOrder } from '../orders/note-order.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import type { Draft } from './make-draft.ts';

interface Act {
  draftId: number;
  by: By;
  now: Instant;
}

/** A draft that waits to be dealt with; refuses with `draft.closed`. */
export async function getDraft(db: Reader, id: number | undefined): Promise<Draft> {
  const [draft] = id === undefined ? [] : await db.select().from(drafts).where(eq(drafts.id, id));
  if (!draft || draft.closedAt !== null) throw new Refused('draft.closed');
  return draft;
}

/** The draft became an order: what came with it lies with the order from now on. */
export async function closeWithOrder(tx: Tx, { draftId, orderId, by, now }: Act & { orderId: number }): Promise<void> {
  const draft = await close(tx, { draftId, orderId, how: 'order', by, now });
  await give(tx, draft, orderId);
}

/** The draft belongs to an order that is there: its words become a note, its pictures the wished look. */
export async function attachDraft(tx: Tx, { draftId, orderId, by, now }: Act & { orderId: number }): Promise<void> {
  await getOrder(tx, orderId);
  const draft = await close(tx, { draftId, orderId, how: 'attached', by, now });
  await give(tx, draft, orderId);
  const words = [draft.author, draft.text].filter(Boolean).join(': ');
  if (words !== '') await noteOrder(tx, { orderId, text: words, by, now });
}

/** Throws a draft away. */
export async function dropDraft(tx: Tx, { draftId, by, now }: Act): Promise<void> {
  await close(tx, { draftId, orderId: null, how: 'dropped', by, now });
}

/** Of two at once one deals with it, the other is refused. */
async function close(
  tx: Tx,
  { draftId, orderId, how, by, now }: Act & { orderId: number | null; how: 'order' | 'attached' | 'dropped' },
): Promise<Draft> {
  await refuseUnless(tx, by, 'order.place');
  const [draft] = await tx
    .update(drafts)
    .set({ closedAt: now, orderId })
    .where(and(eq(drafts.id, draftId), isNull(drafts.closedAt)))
    .returning();
  if (!draft) throw new Refused('draft.closed');
  await record(tx, { type: 'draft.closed', draftId, clientId: draft.clientId, orderId, how }, by, now);
  return draft;
}

/** What is no picture stays what it is: a voice is no wished look. */
async function give(tx: Tx, { attachments: ids }: Draft, orderId: number): Promise<void> {
  if (ids.length === 0) return;
  const { clientId } = await getOrder(tx, orderId);
  await tx.update(attachments).set({ orderId, clientId }).where(inArray(attachments.id, ids));
  await tx
    .update(attachments)
    .set({ purpose: 'reference' })
    .where(and(inArray(attachments.id, ids), eq(attachments.kind, 'photo')));
}
