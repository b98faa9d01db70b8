import { z } from 'zod';
import { changeWebhook } from '../../../flows/webhooks/change-webhook.ts';
import { getWebhook } from '../../../flows/webhooks/find-webhooks.ts';
import { switchWebhook } from '../../../flows/webhooks/switch-webhook.ts';
import { route } from '../route.ts';
import { webhookPath } from '../shapes/paths.ts';
import { eventTypes, showWebhook, webhookShape, webhookUrl } from '../shapes/webhook.ts';

export default route({
  name: 'edit-webhook',
  ...{ method: 'patch', at: '/webhooks/{webhookId}', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Изменить вебхук, включить или выключить', en: 'Change a webhook, switch it on or off' },
  about:
    'What is not given stays. What waits for a webhook goes to its new address; of one that is switched off it can be sent again later.',
  path: webhookPath,
  body: z.strictObject({ url: webhookUrl.optional(), events: eventTypes.optional(), enabled: z.boolean().optional() }),
  answer: webhookShape,
  subject: async (db, { webhookId }) => showWebhook(await getWebhook(db, webhookId)),
  async write({ tx, by, now }, { path: { webhookId }, body: { enabled, ...change } }) {
    await changeWebhook(tx, { webhookId, ...change, by, now });
    if (enabled !== undefined) await switchWebhook(tx, { webhookId, enabled, by, now });
    return showWebhook(await getWebhook(tx, webhookId));
  },
});
