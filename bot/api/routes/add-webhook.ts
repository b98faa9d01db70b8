import { z } from 'zod';
import { addWebhook } from '../../../flows/webhooks/add-webhook.ts';
import { getWebhook } from '../../../flows/webhooks/find-webhooks.ts';
import { route } from '../route.ts';
import { eventTypes, showWebhook, webhookSecret, webhookShape, webhookUrl } from '../shapes/webhook.ts';

export default route({
  name: 'add-webhook',
  ...{ method: 'post', at: '/webhooks', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage', status: 201 },
  summary: { ru: 'Новый вебхук: сообщать программе о событиях', en: 'A new webhook: tell a program of events' },
  about: 'The program brings the secret along, so that no answer ever carries one.',
  body: z.strictObject({
    url: webhookUrl,
    events: eventTypes.default([]).meta({ description: 'None is all of them.' }),
    secret: webhookSecret,
  }),
  answer: webhookShape,
  async write({ tx, by, now }, { body }) {
    const { webhookId } = await addWebhook(tx, { ...body, by, now });
    return showWebhook(await getWebhook(tx, webhookId));
  },
});
