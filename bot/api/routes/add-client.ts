import { z } from 'zod';
import { keepPhoneNote } from '../../../flows/clients/keep-phone-note.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { meetCaller } from '../../../flows/clients/meet-caller.ts';
import { setSource } from '../../../flows/clients/set-source.ts';
import { textsIn } from '../../../flows/texts/texts.ts';
import { route } from '../route.ts';
import { clientShape, readPhone, showClient } from '../shapes/client.ts';
import { language, words } from '../shapes/common.ts';

export default route({
  name: 'add-client',
  ...{ method: 'post', at: '/clients', noun: 'Clients', scope: 'clients.write', may: 'client.edit', status: 201 },
  summary: { ru: 'Новый клиент; с известным телефоном — тот, что есть', en: 'A new client; with a known phone, the one there is' },
  body: z.strictObject({
    phone: words(200),
    name: words(80).optional(),
    language: language.optional(),
    source: words(100).optional(),
  }),
  answer: clientShape,
  async write({ tx, by, now, shop }, { body }) {
    const { phone, note } = readPhone(body.phone, shop, '/phone');
    const { name, language = shop.language, source = null } = body;
    const client = await meetCaller(tx, { phone, name, language, source, by, now });
    await keepPhoneNote(tx, { clientId: client.id, note, t: textsIn(shop.language) });
    if (source !== null) await setSource(tx, { clientId: client.id, source });
    return showClient(await getClient(tx, client.id));
  },
});
