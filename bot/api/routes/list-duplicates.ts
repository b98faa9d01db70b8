import { z } from 'zod';
import { findDuplicates } from '../../../flows/clients/find-duplicates.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { route } from '../route.ts';
import { clientShape, showClient } from '../shapes/client.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'list-duplicates',
  ...{ method: 'get', at: '/clients/{clientId}/duplicates', noun: 'Clients', scope: 'clients.read', may: 'client.find' },
  summary: { ru: 'Карточки, похожие на ту же персону', en: 'Cards that may be the same person' },
  path: clientPath,
  answer: z.strictObject({ data: z.array(z.strictObject({ client: clientShape, why: z.enum(['phone', 'name-and-phone']) })) }),
  async read({ db }, { path }) {
    const found = await findDuplicates(db, await getClient(db, path.clientId));
    return { data: found.map(({ client, why }) => ({ client: showClient(client), why })) };
  },
});
