import { z } from 'zod';
import { getClient } from '../../../flows/clients/load-client.ts';
import { answerClient, type ClosedWay } from '../../../flows/messages/answer-client.ts';
import { closedWays } from '../../../flows/messages/closed-ways.ts';
import { answersAt } from '../../../flows/messages/reach.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { type Acting, route } from '../route.ts';
import { id, words } from '../shapes/common.ts';
import { messageShape, showWritten } from '../shapes/message.ts';
import { clientPath } from '../shapes/paths.ts';

const ways = ['template', 'sms', 'any'] as const;

export default route({
  name: 'send-message',
  ...{ method: 'post', at: '/clients/{clientId}/messages', noun: 'Messages', scope: 'messages.write', may: 'client.write', status: 201 },
  summary: { ru: 'Написать клиенту', en: 'Write to a client' },
  about:
    'Goes to the messenger the client last wrote from, like a manager’s message: what the client answers goes to people. ' +
    'Refused with `client.unreachable` when no messenger reaches the client, and with `client.window-closed` a day after the client’s ' +
    'last word on WhatsApp: then say the `way`.',
  path: clientPath,
  body: z.strictObject({
    text: words(3500),
    orderId: id.optional(),
    way: z
      .enum(ways)
      .optional()
      .meta({
        description:
          'template: as an approved form of WhatsApp; sms: to the client’s number; any: as free words, else as a form, else by SMS. ' +
          'What is left now says `GET /clients/{clientId}/way`.',
      }),
  }),
  answer: messageShape,
  async write(acting, { path, body: { text, orderId, way } }) {
    const { tx, by, now } = acting;
    const { id: clientId } = await getClient(tx, path.clientId);
    if (orderId !== undefined) await getOrder(tx, orderId);
    const chosen = way === 'any' ? await whatIsLeft(acting, clientId) : way;
    const { messageId } = await answerClient(tx, { clientId, text, orderId, way: chosen, by, now });
    return showWritten(tx, { clientId, messageId });
  },
});

/** Free words where they arrive, else a form, else SMS. */
async function whatIsLeft({ tx, now }: Acting, clientId: number): Promise<ClosedWay | undefined> {
  if (!(await answersAt(tx, clientId))) return 'sms';
  return (await closedWays(tx, clientId, now))?.[0];
}
