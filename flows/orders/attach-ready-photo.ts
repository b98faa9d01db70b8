import { eq } from 'drizzle-orm';
import { attachments } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { Refused } from '../refused.ts';
import { refuseUnless } from '../staff/rights.ts';
import { loadFacts } from './order-facts.ts';

interface AttachReadyPhoto {
  orderId: number;
  /** The file that the colleague has just sent. */
  attachmentId: number;
  by: By;
  now: Instant;
}

/** Keeps a colleague's picture as that of the finished cake. */
export async function attachReadyPhoto(tx: Tx, { orderId, attachmentId, by, now }: AttachReadyPhoto): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.photo', { order, stage });
  const [photo] = await tx
    .update(attachments)
    .set({ purpose: 'ready', orderId, clientId: order.clientId })
    .where(eq(attachments.id, attachmentId))
    .returning({ kind: attachments.kind, mime: attachments.mime });
  if (!photo || !(photo.kind === 'photo' || photo.mime?.startsWith('image/'))) throw new Refused('photo.missing', { orderId });
  await record(tx, { type: 'order.photographed', orderId, clientId: order.clientId, attachmentId, purpose: 'ready' }, by, now);
}
