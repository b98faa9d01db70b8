import { and, eq } from 'drizzle-orm';
import { attachments } from '../../../db/schema/talk.ts';
import { getClient } from '../../../flows/clients/load-client.ts';
import { Problem } from '../problem.ts';
import { route } from '../route.ts';
import { keptFile } from '../shapes/file.ts';
import { filePath } from '../shapes/paths.ts';

export default route({
  name: 'get-file',
  ...{ method: 'get', at: '/clients/{clientId}/files/{fileId}', noun: 'Messages', scope: 'messages.read', may: 'inbox.see' },
  summary: { ru: 'Файл из переписки с клиентом', en: 'A file of what was said with a client' },
  path: filePath,
  answer: keptFile,
  sendsFile: true,
  async read({ db }, { path }) {
    const { id } = await getClient(db, path.clientId);
    const [found] = await db
      .select({ file: attachments.file })
      .from(attachments)
      .where(and(eq(attachments.id, path.fileId), eq(attachments.clientId, id)));
    if (!found?.file) throw new Problem('not-found');
    return { file: found.file };
  },
});
