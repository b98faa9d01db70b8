import { z } from 'zod';
import { findAllergies } from '../../../flows/clients/allergies.ts';
import { recordView } from '../../../flows/history/record-view.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { orderPath } from '../shapes/paths.ts';

export default route({
  name: 'get-allergies',
  ...{ method: 'get', at: '/orders/{orderId}/allergies', noun: 'Orders', scope: 'allergies.manage', may: 'order.see-allergies' },
  summary: { ru: 'Аллергии, названные к заказу', en: 'The allergies that were named for an order' },
  about: 'Health data: the journal keeps which key has looked, once in an hour.',
  path: orderPath,
  answer: z.strictObject({
    asked: z.boolean().meta({ description: 'Whether somebody has asked the client.' }),
    text: z.string().nullable().meta({ description: 'What was named; null when nothing was.' }),
  }),
  async write({ tx, by, now }, { path: { orderId } }) {
    const { clientId, allergiesAsked } = await getOrder(tx, orderId);
    await recordView(tx, { type: 'order.viewed', orderId, clientId, what: 'allergies' }, by, now);
    return { asked: allergiesAsked, text: (await findAllergies(tx, orderId)) ?? null };
  },
});
