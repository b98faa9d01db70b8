import { z } from 'zod';
import { getClient } from '../../../flows/clients/load-client.ts';
import { mergeClients } from '../../../flows/clients/merge-clients.ts';
import { route } from '../route.ts';
import { clientShape, showClient } from '../shapes/client.ts';
import { id } from '../shapes/common.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'merge-clients',
  ...{ method: 'post', at: '/clients/{clientId}/merge', noun: 'Clients', scope: 'clients.write', may: 'client.merge' },
  summary: { ru: 'Объединить с карточкой другого клиента', en: 'Make one card of two' },
  about: 'Everything of the other card goes to this one, and its number leads here. `mergeId` takes it back.',
  path: clientPath,
  body: z.strictObject({ otherId: id.meta({ description: 'The card that goes.' }) }),
  answer: z.strictObject({ mergeId: id, client: clientShape }),
  subject: async (db, { clientId }) => showClient(await getClient(db, clientId)),
  async write({ tx, by, now }, { path: { clientId }, body }) {
    const mergeId = await mergeClients(tx, { keptId: clientId, goneId: body.otherId, by, now });
    return { mergeId, client: showClient(await getClient(tx, clientId)) };
  },
});
