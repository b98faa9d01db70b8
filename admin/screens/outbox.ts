import { z } from 'zod';
import { findOutbox, type OutboxView, outboxViews } from '../../flows/messages/find-outbox.ts';
import { retryMessage } from '../../flows/messages/retry-message.ts';
import { act, question, screen } from '../screen.ts';

const id = z.coerce.number().int().positive();
const views = Object.keys(outboxViews) as [OutboxView, ...OutboxView[]];

/** What leaves the shop: what waits, what arrived, what did not and why; that goes again by a press. */
export default screen({
  name: 'outbox',
  title: { ru: 'Отправка', en: 'Delivery' },
  may: 'outbox.see',
  menu: { group: 'system', position: 20, icon: 'Send' },
  questions: {
    page: question({
      may: 'outbox.see',
      form: z.object({ view: z.enum(views).default('failed'), before: id.optional() }),
      async answer({ db }, form) {
        const { lines, older } = await findOutbox(db, form);
        return { lines, older: older ?? null };
      },
    }),
  },
  acts: {
    retry: act({
      may: 'outbox.retry',
      form: z.object({ messageId: id }),
      run: ({ tx, by, now }, { messageId }) => retryMessage(tx, { messageId, by, now }),
    }),
  },
});
