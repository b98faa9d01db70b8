import { z } from 'zod';
import { changeSecret } from '../../../flows/webhooks/change-secret.ts';
import { getWebhook } from '../../../flows/webhooks/find-webhooks.ts';
import { route } from '../route.ts';
import { webhookPath } from '../shapes/paths.ts';
import { showWebhook, webhookSecret, webhookShape } from '../shapes/webhook.ts';

export default route({
  name: 'change-secret',
  ...{ method: 'post', at: '/webhooks/{webhookId}/secret', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Сменить секрет вебхука', en: 'Change the secret of a webhook' },
  about: 'For a day each event is signed by both, the new one and the one before: two `v1` in `Anna-Signature`.',
  path: webhookPath,
  body: z.strictObject({ secret: webhookSecret }),
  answer: webhookShape,
  async write({ tx, by, now }, { path: { webhookId }, body: { secret } }) {
    await changeSecret(tx, { webhookId, secret, by, now });
    return showWebhook(await getWebhook(tx, webhookId));
  },
});
