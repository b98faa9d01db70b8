import { z } from 'zod';
import { callClient } from '../../../flows/calls/call-client.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { route } from '../route.ts';
import { callShape, showCall } from '../shapes/call.ts';
import { id } from '../shapes/common.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'call-client',
  ...{ method: 'post', at: '/clients/{clientId}/calls', noun: 'Calls', scope: 'calls.make', may: 'call.make', status: 201 },
  summary: { ru: 'Соединить сотрудника с клиентом', en: 'Ring a colleague, then the client' },
  about: 'The colleague’s own phone rings first, then the client’s; only in opening hours. Again while it rings: the same call.',
  path: clientPath,
  body: z.strictObject({
    staffId: id.meta({ description: 'Whose phone rings; they told the bot its number by /phone.' }),
    orderId: id.optional().meta({ description: 'What the call is about: its contact is called.' }),
  }),
  answer: callShape,
  async write({ tx, by, shop, now }, { path, body }) {
    const { id: clientId } = await getClient(tx, path.clientId);
    return showCall(await callClient(tx, { clientId, ...body, by, shop, now }));
  },
});
