import { z } from 'zod';
import { notifyStaff } from '../../messages/notify-staff.ts';
import { action } from '../action.ts';
import { localized, recipient, someOfWords } from '../params.ts';
import { findRecipients } from '../recipients.ts';
import { textFor } from '../words.ts';

/** Buttons that a notice may carry; `flows/messages/notify-staff.ts` knows what each opens. */
const buttons = someOfWords(['order', 'reassign', 'reply', 'done-chat', 'task-done', 'task-later', 'take', 'client']);

export default action({
  name: 'notify',
  params: z.object({ to: recipient, text: localized, buttons: buttons.default([]) }),
  async run(affair, { to, text, buttons: wanted }) {
    const { tx, now, order, clientId, event, origin } = affair;
    const taskId = typeof event.data.taskId === 'number' ? event.data.taskId : undefined;
    const messageId = typeof event.data.messageId === 'number' ? event.data.messageId : undefined;
    for (const { id, language } of await findRecipients(affair, to)) {
      const about = { orderId: order?.id, clientId, taskId, messageId };
      await notifyStaff(tx, {
        staffId: id,
        text: await textFor(affair, text, language),
        buttons: wanted,
        about,
        dedupe: `${origin}:${id}`,
        now,
      });
    }
  },
});
