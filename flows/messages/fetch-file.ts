import { eq } from 'drizzle-orm';
import { attachments } from '../../db/schema/talk.ts';
import { ChannelError } from '../../notifications/channel-error.ts';
import type { OutboxRow } from '../../notifications/outbox.ts';
import type { Outcome, World } from '../../notifications/worker.ts';
import { refreshCards } from '../orders/card.ts';

/** The errand `fetch`: brings the bytes of a sent file home; the cards of its order then show it. */
export async function fetchFile(row: OutboxRow, world: World): Promise<Outcome> {
  const [attachment] = await world.store.read
    .select()
    .from(attachments)
    .where(eq(attachments.id, Number(row.payload.attachmentId)));
  const sender = world.senders.get(row.channel ?? '');
  if (!attachment || !sender?.fetch) return { result: 'skipped', reason: 'channel-off' };
  const { id, kind, remoteId } = attachment;
  try {
    const file = await world.files.keep(await sender.fetch({ kind, remoteId }));
    return {
      result: 'done',
      also: async (tx) => {
        const [kept] = await tx.update(attachments).set({ file }).where(eq(attachments.id, id)).returning({ orderId: attachments.orderId });
        if (kept?.orderId) await refreshCards(tx, kept.orderId, world.now());
      },
    };
  } catch (error) {
    if (!(error instanceof ChannelError) || error.verdict !== 'never') throw error;
    const failure = error.message.slice(0, 200);
    return {
      result: 'failed',
      reason: failure,
      also: async (tx) => void (await tx.update(attachments).set({ failure }).where(eq(attachments.id, id))),
    };
  }
}
