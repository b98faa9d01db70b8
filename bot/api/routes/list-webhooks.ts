import { z } from 'zod';
import { findWebhooks } from '../../../flows/webhooks/find-webhooks.ts';
import { route } from '../route.ts';
import { showWebhook, webhookShape } from '../shapes/webhook.ts';

export default route({
  name: 'list-webhooks',
  ...{ method: 'get', at: '/webhooks', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Вебхуки', en: 'Webhooks' },
  answer: z.strictObject({ data: z.array(webhookShape) }),
  read: async ({ db }) => ({ data: (await findWebhooks(db)).map(showWebhook) }),
});
