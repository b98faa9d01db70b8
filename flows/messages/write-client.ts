import type { Instant } from '../../db/schema/words.ts';
import type { Tx } from '../../db/store.ts';
import { noteClient } from '../clients/note-client.ts';
import type { By } from '../events.ts';
import { noteOrder } from '../orders/note-order.ts';
import { Refused } from '../refused.ts';
import type { Called } from '../staff/ping-named.ts';
import { answerClient, type ClosedWay } from './answer-client.ts';

interface WriteClient {
  clientId: number;
  text: string;
  orderId?: number | undefined;
  way?: ClosedWay | undefined;
  by: By;
  now: Instant;
}

/** What became of what a colleague wrote: a note that stays inside, or a message on its way. */
export type Written = { inside: true; called: Called } | { inside: false; channel: string };

/** One field to write in, as in the bot: what begins with `#` stays inside and calls whom it names, all else goes to the client. Refuses with `message.empty` and as `answerClient`. */
export async function writeClient(tx: Tx, { clientId, text, orderId, way, by, now }: WriteClient): Promise<Written> {
  const words = text.trim();
  const note = words.startsWith('#') ? words.replace(/^#\s*/u, '') : undefined;
  if (words === '' || note === '') throw new Refused('message.empty');
  if (note === undefined) {
    const { to } = await answerClient(tx, { clientId, text: words, orderId, way, by, now });
    return { inside: false, channel: to.channel };
  }
  const called =
    orderId === undefined ? await noteClient(tx, { clientId, text: note, by, now }) : await noteOrder(tx, { orderId, text: note, by, now });
  return { inside: true, called };
}
