import { z } from 'zod';
import { getClient } from '../../../flows/clients/load-client.ts';
import { noteClient } from '../../../flows/clients/note-client.ts';
import { route } from '../route.ts';
import { clientShape, showClient } from '../shapes/client.ts';
import { words } from '../shapes/common.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'note-client',
  ...{ method: 'post', at: '/clients/{clientId}/notes', noun: 'Clients', scope: 'clients.write', may: 'client.write' },
  summary: { ru: 'Заметка о клиенте, только для своих', en: 'A note on a client, for colleagues only' },
  about: 'It goes to the latest open order, if there is one. A colleague named in it (`@olga`) is told.',
  path: clientPath,
  body: z.strictObject({ text: words(2000) }),
  answer: clientShape,
  async write({ tx, by, now }, { path: { clientId }, body }) {
    await noteClient(tx, { clientId, text: body.text, by, now });
    return showClient(await getClient(tx, clientId));
  },
});
