import { z } from 'zod';
import { setContact } from '../../../flows/clients/set-contact.ts';
import { setLanguage } from '../../../flows/clients/set-language.ts';
import { route } from '../route.ts';
import { clientShape, getClient, readPhone, showClient } from '../shapes/client.ts';
import { language, words } from '../shapes/common.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'edit-client',
  ...{ method: 'patch', at: '/clients/{clientId}', noun: 'Clients', scope: 'clients.write', may: 'client.edit' },
  summary: { ru: 'Изменить имя, телефон или язык клиента', en: 'Change a client’s name, phone or language' },
  about: 'What is not given stays.',
  path: clientPath,
  body: z.strictObject({ name: words(80).optional(), phone: words(40).optional(), language: language.optional() }),
  answer: clientShape,
  subject: async (db, { clientId }) => showClient(await getClient(db, clientId)),
  async write({ tx, shop }, { path, body }) {
    const { id: clientId } = await getClient(tx, path.clientId);
    const phone = body.phone === undefined ? undefined : readPhone(body.phone, shop.country, '/phone');
    await setContact(tx, { clientId, name: body.name, phone });
    if (body.language) await setLanguage(tx, { clientId, language: body.language });
    return showClient(await getClient(tx, clientId));
  },
});
