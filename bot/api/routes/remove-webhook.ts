import { z } from 'zod';
import { removeWebhook } from '../../../flows/webhooks/remove-webhook.ts';
import { route } from '../route.ts';
import { webhookPath } from '../shapes/paths.ts';

export default route({
  name: 'remove-webhook',
  ...{ method: 'delete', at: '/webhooks/{webhookId}', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Убрать вебхук', en: 'Remove a webhook' },
  path: webhookPath,
  answer: z.strictObject({ removed: z.boolean() }),
  async write({ tx, by, now }, { path: { webhookId } }) {
    await removeWebhook(tx, { webhookId, by, now });
    return { removed: true };
  },
});
