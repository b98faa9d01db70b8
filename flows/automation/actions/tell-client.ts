import { z } from 'zod';
import { tellClient } from '../../messages/tell-client.ts';
import { notBefore } from '../../orders/not-before.ts';
import { action } from '../action.ts';
import { localized } from '../params.ts';
import { textFor } from '../words.ts';

export default action({
  name: 'tell-client',
  params: z.object({
    text: localized,
    /** Wait until the move can no longer be undone. */
    afterUndo: z.boolean().default(true),
  }),
  async run(affair, { text, afterUndo }) {
    const { tx, now, shop, order, clientId, event, origin } = affair;
    if (clientId === undefined) return { note: 'no client' };
    const runAt = afterUndo ? now + shop.undoSeconds * 1000 : await notBefore(tx, order, now);
    const subject = typeof event.data.visitId === 'number' ? `visit:${event.data.visitId}` : undefined;
    const told = await tellClient(tx, {
      clientId,
      orderId: order?.id,
      write: async (language) => ({ text: await textFor(affair, text, language) }),
      runAt,
      subject,
      dedupe: origin,
      now,
    });
    return told ? undefined : { note: 'the client has no open messenger' };
  },
});
