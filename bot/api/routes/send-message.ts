import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { messages } from '../../../db/schema/talk.ts';
import { answerClient } from '../../../flows/messages/answer-client.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { getClient } from '../shapes/client.ts';
import { id, words } from '../shapes/common.ts';
import { messageShape, showMessage } from '../shapes/message.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'send-message',
  ...{ method: 'post', at: '/clients/{clientId}/messages', noun: 'Messages', scope: 'messages.write', may: 'client.write', status: 201 },
  summary: { ru: 'Написать клиенту в мессенджер', en: 'Write to a client in the messenger' },
  about:
    'Goes to the messenger the client last wrote from, like a manager’s message: what the client answers goes to people. ' +
    'Refused with `client.unreachable` when no messenger reaches the client.',
  path: clientPath,
  body: z.strictObject({ text: words(3500), orderId: id.optional() }),
  answer: messageShape,
  async write({ tx, by, now }, { path, body: { text, orderId } }) {
    const { id: clientId } = await getClient(tx, path.clientId);
    if (orderId !== undefined) await getOrder(tx, orderId);
    await answerClient(tx, { clientId, text, orderId, by, now });
    const [sent] = await tx.select().from(messages).where(eq(messages.clientId, clientId)).orderBy(desc(messages.id)).limit(1);
    if (!sent) throw new Error('The message was not written');
    return showMessage(sent);
  },
});
