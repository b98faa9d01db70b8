import { attachments } from '../../db/schema/talk.ts';
import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';

/** Remembers a file that came with an order form, so that it can be taken away when the form is never sent. */
export async function keepUnsentPicture(tx: Tx, { file, now }: { file: string; now: Instant }): Promise<void> {
  await tx.insert(attachments).values({ kind: 'photo', purpose: 'unsent', channel: 'web', remoteId: file, file, at: now });
}
