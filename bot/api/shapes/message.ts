import { z } from 'zod';
import { messageStates } from '../../../db/schema/words.ts';
import type { Reader } from '../../../db/store.ts';
import { findThread, type Line } from '../../../flows/history/find-timeline.ts';
import { id, showTime, timeText } from './common.ts';
import { fileShape, showFile } from './file.ts';

export const messageShape = z
  .strictObject({
    id,
    clientId: id,
    orderId: id.nullable(),
    direction: z.enum(['in', 'out']),
    channel: z.string(),
    text: z.string(),
    files: z.array(fileShape).meta({ description: 'Their bytes: `GET /clients/{clientId}/files/{fileId}`.' }),
    state: z.enum(messageStates),
    reason: z.string().nullable().meta({ description: 'Why it was not delivered.' }),
    staffId: id.nullable().meta({ description: 'The colleague who wrote it.' }),
    at: timeText,
    correctedAt: timeText.nullable().meta({ description: 'When its writer changed the words after sending them.' }),
  })
  .meta({ id: 'Message' });

export const showMessage = ({ files, at, correctedAt, ...line }: Line, clientId: number): z.infer<typeof messageShape> => ({
  ...line,
  clientId,
  files: files.map(showFile),
  at: showTime(at),
  correctedAt: correctedAt === null ? null : showTime(correctedAt),
});

/** A message that has just been written to a client. */
export async function showWritten(db: Reader, { clientId, messageId }: { clientId: number; messageId: number }) {
  const [line] = await findThread(db, { clientId, before: messageId + 1, limit: 1 });
  if (line?.id !== messageId) throw new Error('The message was not written');
  return showMessage(line, clientId);
}
