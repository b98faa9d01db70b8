import { z } from 'zod';
import { attachments } from '../../../db/schema/talk.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { answerClient } from '../../../flows/messages/answer-client.ts';
import { getOrder } from '../../../flows/orders/load-order.ts';
import { route } from '../route.ts';
import { idText, words } from '../shapes/common.ts';
import { keptFile } from '../shapes/file.ts';
import { messageShape, showWritten } from '../shapes/message.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'send-picture',
  ...{ method: 'post', at: '/clients/{clientId}/pictures', noun: 'Messages', scope: 'messages.write', may: 'client.write', status: 201 },
  summary: { ru: 'Отправить клиенту картинку', en: 'Send a picture to a client' },
  about: 'The body is the picture itself, 10 MB at most: JPEG, PNG, WebP or GIF. Goes as a message does, where free words arrive.',
  path: clientPath,
  query: z.strictObject({ text: words(1000).optional().meta({ description: 'What stands below it.' }), orderId: idText.optional() }),
  picture: true,
  body: keptFile,
  answer: messageShape,
  async write({ tx, by, now }, { path, query: { text = '', orderId }, body: { file } }) {
    const { id: clientId } = await getClient(tx, path.clientId);
    if (orderId !== undefined) await getOrder(tx, orderId);
    const row = { kind: 'photo', purpose: 'chat', channel: 'api', remoteId: file, file, clientId, at: now } as const;
    const [kept] = await tx.insert(attachments).values(row).returning({ id: attachments.id });
    const { messageId } = await answerClient(tx, { clientId, text, attachmentId: kept?.id, orderId, by, now });
    return showWritten(tx, { clientId, messageId });
  },
});
