import { z } from 'zod';
import { sendSms } from '../../messages/send-sms.ts';
import { action } from '../action.ts';
import { flag, localized } from '../params.ts';
import { textFor } from '../words.ts';

export default action({
  name: 'send-sms',
  params: z.object({ text: localized, afterUndo: flag.default(true) }),
  async run(affair, { text, afterUndo }) {
    const { tx, now, shop, order, clientId, event, origin } = affair;
    if (clientId === undefined) return { note: 'no client' };
    const runAt = afterUndo ? now + shop.undoSeconds * 1000 : now;
    const subject = typeof event.data.visitId === 'number' ? `visit:${event.data.visitId}` : undefined;
    const sent = await sendSms(tx, {
      clientId,
      order,
      write: async (language) => ({ text: await textFor(affair, text, language) }),
      runAt,
      subject,
      dedupe: origin,
      now,
    });
    return sent ? undefined : { note: 'the client has no phone number, or answered STOP' };
  },
});
