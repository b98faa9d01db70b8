import { getWebhook } from '../../../flows/webhooks/find-webhooks.ts';
import { testWebhook } from '../../../flows/webhooks/test-webhook.ts';
import { route } from '../route.ts';
import { webhookPath } from '../shapes/paths.ts';
import { showWebhook, webhookShape } from '../shapes/webhook.ts';

export default route({
  name: 'test-webhook',
  ...{ method: 'post', at: '/webhooks/{webhookId}/test', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Проверить вебхук', en: 'Test a webhook' },
  about: 'Sends a `webhook.tested` to it alone; the deliveries tell what became of it.',
  path: webhookPath,
  answer: webhookShape,
  async write({ tx, by, now }, { path: { webhookId } }) {
    await testWebhook(tx, { webhookId, by, now });
    return showWebhook(await getWebhook(tx, webhookId));
  },
});
