import { z } from 'zod';
import { clientStatuses } from '../../../db/schema/words.ts';
import { editClient } from '../../../flows/clients/edit-client.ts';
import { giveConsent } from '../../../flows/clients/give-consent.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { route } from '../route.ts';
import { birthday, clientShape, purposes, readPhone, showClient } from '../shapes/client.ts';
import { id, language, words } from '../shapes/common.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'edit-client',
  ...{ method: 'patch', at: '/clients/{clientId}', noun: 'Clients', scope: 'clients.write', may: 'client.edit' },
  summary: { ru: 'Изменить карточку клиента', en: 'Change a client’s card' },
  about: 'What is not given stays; null takes it away, and so does an empty own field.',
  path: clientPath,
  body: z.strictObject({
    name: words(80).optional(),
    phone: words(200).nullable().optional(),
    language: language.optional(),
    status: z.enum(clientStatuses).optional(),
    responsibleId: id.nullable().optional(),
    birthday: birthday.nullable().optional(),
    fields: z.record(z.string().max(40), z.string().max(500)).optional().meta({ description: 'Own fields of the shop, by name.' }),
    preferredChannel: words(40).nullable().optional().meta({ description: 'One of the channels on which the client is reached.' }),
    agreed: z
      .array(z.enum(['data', 'marketing']))
      .max(2)
      .optional()
      .meta({ description: 'What the client has now agreed to.' }),
    withdrawn: z.array(z.enum(purposes)).max(3).optional().meta({ description: 'What the client does not agree to any more.' }),
  }),
  answer: clientShape,
  subject: async (db, { clientId }) => showClient(await getClient(db, clientId)),
  async write({ tx, by, now, shop }, { path, body: { phone, birthday: day, agreed, ...change } }) {
    const { id: clientId } = await getClient(tx, path.clientId);
    if (phone) readPhone(phone, shop, '/phone');
    const gone = { ...(phone !== undefined && { phone: phone ?? '' }), ...(day !== undefined && { birthday: day ?? '' }) };
    await editClient(tx, { clientId, change: { ...change, ...gone }, by, now, shop });
    if (agreed) await giveConsent(tx, { clientId, purposes: agreed, now });
    return showClient(await getClient(tx, clientId));
  },
});
