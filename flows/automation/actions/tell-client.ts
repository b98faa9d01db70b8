import { z } from 'zod';
import { mustReach } from '../../messages/must-reach.ts';
import { tellClient } from '../../messages/tell-client.ts';
import { notBefore } from '../../orders/not-before.ts';
import { action } from '../action.ts';
import { flag, localized } from '../params.ts';
import { textFor } from '../words.ts';

export default action({
  name: 'tell-client',
  params: z.object({
    text: localized,
    /** Wait until the move can no longer be undone. */
    afterUndo: flag.default(true),
    /** Has to arrive: by the next messenger, by SMS, at last as a task to call. */
    insist: flag.default(false),
  }),
  async run(affair, { text, afterUndo, insist }) {
    const { tx, now, shop, order, clientId, event, origin } = affair;
    if (clientId === undefined) return { note: 'no client' };
    const visit = typeof event.data.visitId === 'number' ? { subject: `visit:${event.data.visitId}` } : {};
    const when = afterUndo ? { runAt: now + shop.undoSeconds * 1000, ...visit } : { ...visit, ...(await notBefore(tx, order, now)) };
    const tell = insist ? mustReach : tellClient;
    const told = await tell(tx, {
      clientId,
      orderId: order?.id,
      write: async (language) => ({ text: await textFor(affair, text, language) }),
      ...when,
      dedupe: origin,
      now,
    });
    return told ? undefined : { note: 'the client has no open messenger' };
  },
});
