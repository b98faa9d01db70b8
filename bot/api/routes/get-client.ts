import { getClient } from '../../../flows/clients/load-client.ts';
import { route } from '../route.ts';
import { clientShape, showClient } from '../shapes/client.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'get-client',
  ...{ method: 'get', at: '/clients/{clientId}', noun: 'Clients', scope: 'clients.read', may: 'client.see' },
  summary: { ru: 'Один клиент', en: 'One client' },
  about: 'Of two cards that were made one, either number leads to the kept one.',
  path: clientPath,
  answer: clientShape,
  read: async ({ db }, { path }) => showClient(await getClient(db, path.clientId)),
});
