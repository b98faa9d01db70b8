import { z } from 'zod';
import { getClient } from '../../../flows/clients/load-client.ts';
import { tellApart } from '../../../flows/clients/tell-apart.ts';
import { route } from '../route.ts';
import { clientShape, showClient } from '../shapes/client.ts';
import { id } from '../shapes/common.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'tell-apart',
  ...{ method: 'post', at: '/clients/{clientId}/tell-apart', noun: 'Clients', scope: 'clients.write', may: 'client.merge' },
  summary: { ru: 'Это разные люди: больше не предлагать объединить', en: 'These are two people: not to be suggested again' },
  path: clientPath,
  body: z.strictObject({ otherId: id }),
  answer: clientShape,
  async write({ tx, by, now }, { path: { clientId }, body }) {
    await tellApart(tx, { clientId, otherId: body.otherId, by, now });
    return showClient(await getClient(tx, clientId));
  },
});
