import { z } from 'zod';
import { sendAgain } from '../../../flows/webhooks/send-again.ts';
import { route } from '../route.ts';
import { id } from '../shapes/common.ts';
import { webhookPath } from '../shapes/paths.ts';

export default route({
  name: 'send-again',
  ...{ method: 'post', at: '/webhooks/{webhookId}/send-again', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Отправить вебхуку события ещё раз', en: 'Send events to a webhook once more' },
  path: webhookPath,
  body: z.strictObject({ deliveryId: id.optional().meta({ description: 'Absent: everything that failed.' }) }),
  answer: z.strictObject({ sent: z.int() }),
  write: async ({ tx, by, now }, { path: { webhookId }, body }) => ({ sent: await sendAgain(tx, { webhookId, ...body, by, now }) }),
});
