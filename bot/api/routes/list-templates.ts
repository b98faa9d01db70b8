import { z } from 'zod';
import { fillText } from '../../../flows/automation/words.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { findOpenOrderOf } from '../../../flows/orders/find-client-orders.ts';
import { allTemplates } from '../../../flows/templates/save-template.ts';
import { route } from '../route.ts';
import { id, localized } from '../shapes/common.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'list-templates',
  ...{ method: 'get', at: '/clients/{clientId}/templates', noun: 'Messages', scope: 'messages.write', may: 'templates.use' },
  summary: { ru: 'Готовые ответы для клиента', en: 'Ready answers for a client' },
  about: 'With the fields of the client’s open order filled in, in the client’s language: ready to be sent.',
  path: clientPath,
  answer: z.strictObject({ data: z.array(z.strictObject({ id, title: localized, text: z.string() })) }),
  async read({ db, shop }, { path }) {
    const { id: clientId, language } = await getClient(db, path.clientId);
    const order = await findOpenOrderOf(db, clientId);
    const fill = (text: Parameters<typeof fillText>[2]) => fillText(db, { order, clientId, shop }, text, language);
    const all = await allTemplates(db);
    return { data: await Promise.all(all.map(async ({ id, title, text }) => ({ id, title, text: await fill(text) }))) };
  },
});
