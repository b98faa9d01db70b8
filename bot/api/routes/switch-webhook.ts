import { z } from 'zod';
import { getWebhook } from '../../../flows/webhooks/find-webhooks.ts';
import { switchWebhook } from '../../../flows/webhooks/switch-webhook.ts';
import { route } from '../route.ts';
import { webhookPath } from '../shapes/paths.ts';
import { showWebhook, webhookShape } from '../shapes/webhook.ts';

export default route({
  name: 'switch-webhook',
  ...{ method: 'patch', at: '/webhooks/{webhookId}', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Включить или выключить вебхук', en: 'Switch a webhook on or off' },
  path: webhookPath,
  body: z.strictObject({ enabled: z.boolean() }),
  answer: webhookShape,
  subject: async (db, { webhookId }) => showWebhook(await getWebhook(db, webhookId)),
  async write({ tx, by, now }, { path: { webhookId }, body }) {
    await switchWebhook(tx, { webhookId, ...body, by, now });
    return showWebhook(await getWebhook(tx, webhookId));
  },
});
