import { z } from 'zod';
import { findDeliveries, getWebhook } from '../../../flows/webhooks/find-webhooks.ts';
import { route } from '../route.ts';
import { cut, pageOf, paging, windowOf } from '../shapes/common.ts';
import { webhookPath } from '../shapes/paths.ts';
import { deliveryShape, showDelivery } from '../shapes/webhook.ts';

export default route({
  name: 'list-deliveries',
  ...{ method: 'get', at: '/webhooks/{webhookId}/deliveries', noun: 'Webhooks', scope: 'webhooks.manage', may: 'webhooks.manage' },
  summary: { ru: 'Что отправлялось вебхуку и чем кончилось', en: 'What was sent to a webhook and what became of it' },
  path: webhookPath,
  query: z.strictObject(paging),
  answer: pageOf(deliveryShape),
  async read({ db }, { path: { webhookId }, query }) {
    const { before, limit } = windowOf(query);
    await getWebhook(db, webhookId);
    const { rows, next } = cut(await findDeliveries(db, { webhookId, before, limit: limit + 1 }), limit);
    return { data: rows.map(showDelivery), next };
  },
});
