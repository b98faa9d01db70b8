import { z } from 'zod';
import { getClient } from '../../../flows/clients/load-client.ts';
import { findThread } from '../../../flows/history/find-timeline.ts';
import { route } from '../route.ts';
import { cut, pageOf, paging, windowOf } from '../shapes/common.ts';
import { messageShape, showMessage } from '../shapes/message.ts';
import { clientPath } from '../shapes/paths.ts';

export default route({
  name: 'list-messages',
  ...{ method: 'get', at: '/clients/{clientId}/messages', noun: 'Messages', scope: 'messages.read', may: 'inbox.see' },
  summary: { ru: 'Переписка с клиентом, новые сверху', en: 'What was said with a client, the newest first' },
  path: clientPath,
  query: z.strictObject(paging),
  answer: pageOf(messageShape),
  async read({ db }, { path, query }) {
    const { before, limit } = windowOf(query);
    const { id: clientId } = await getClient(db, path.clientId);
    const found = await findThread(db, { clientId, before, limit: limit + 1 });
    const { rows, next } = cut(found, limit);
    return { data: rows.map((line) => showMessage(line, clientId)), next };
  },
});
