import { z } from 'zod';
import { getClient } from '../../../flows/clients/load-client.ts';
import { closedWays } from '../../../flows/messages/closed-ways.ts';
import { answersAt } from '../../../flows/messages/reach.ts';
import { route } from '../route.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'get-way',
  ...{ method: 'get', at: '/clients/{clientId}/way', noun: 'Messages', scope: 'messages.write', may: 'client.write' },
  summary: { ru: 'Куда сейчас уйдёт сообщение клиенту', en: 'Where a message to a client would go now' },
  about: 'A day after the client’s last word WhatsApp takes no free words: then `ways` are those left, for `way` of a message.',
  path: clientPath,
  answer: z.strictObject({
    channel: z.string().nullable().meta({ description: 'Where the client last wrote; null when no messenger reaches them.' }),
    free: z.boolean().meta({ description: 'Whether free words arrive there.' }),
    ways: z.array(z.enum(['template', 'sms'])),
  }),
  async read({ db, now }, { path }) {
    const { id: clientId, phone } = await getClient(db, path.clientId);
    const to = await answersAt(db, clientId);
    const closed = await closedWays(db, clientId, now);
    if (!to) return { channel: null, free: false, ways: phone === null ? [] : ['sms' as const] };
    return { channel: to.channel, free: closed === undefined, ways: closed ?? [] };
  },
});
