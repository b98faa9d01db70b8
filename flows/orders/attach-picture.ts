import { attachments } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { type By, record } from '../events.ts';
import { refuseUnless } from '../staff/rights.ts';
import { loadFacts } from './order-facts.ts';

interface AttachPicture {
  orderId: number;
  /** File reference of `db/files.ts`. */
  file: string;
  /** The wished look, or the finished cake. */
  purpose: 'reference' | 'ready';
  by: By;
  now: Instant;
}

/** Puts a picture that a colleague has uploaded to an order. */
export async function attachPicture(tx: Tx, { orderId, file, purpose, by, now }: AttachPicture): Promise<void> {
  const { order, stage } = await loadFacts(tx, orderId);
  await refuseUnless(tx, by, 'order.photo', { order, stage });
  const { clientId } = order;
  const row = { kind: 'photo', purpose, channel: 'panel', remoteId: file, file, clientId, orderId, at: now } as const;
  const [kept] = await tx.insert(attachments).values(row).returning({ id: attachments.id });
  if (!kept) throw new Error('The picture was not written');
  await record(tx, { type: 'order.photographed', orderId, clientId, attachmentId: kept.id, purpose }, by, now);
}
