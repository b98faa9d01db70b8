import { ChannelError } from '../../notifications/channel-error.ts';
import type { RemoteFile } from '../../notifications/message.ts';
import type { Call } from './api.ts';
import { lost, refused } from './problem.ts';

const limitInBytes = 20 * 1024 * 1024;
const deadlineInMs = 20_000;

/** The bytes of a file that somebody sent. The address holds the token: it stays in here. */
export async function download(
  call: Call,
  { apiRoot, token, file }: { apiRoot: string; token: string; file: RemoteFile },
): Promise<Uint8Array> {
  if ((file.size ?? 0) > limitInBytes) throw tooBig();
  const { file_path, file_size = 0 } = await call('getFile', { file_id: file.remoteId });
  if (file_size > limitInBytes) throw tooBig();
  if (!file_path) throw new ChannelError('Telegram does not say where the file is', 'later');
  try {
    const answer = await fetch(`${apiRoot}/file/bot${token}/${file_path}`, {
      signal: AbortSignal.timeout(deadlineInMs),
      redirect: 'error',
    });
    if (!answer.ok) throw refused(answer.status, 'the file was not given out', undefined);
    return await readAtMost(answer);
  } catch (error) {
    if (error instanceof Error && ['TelegramProblem', 'ChannelError'].includes(error.name)) throw error;
    throw new ChannelError(lost(error).message, 'later');
  }
}

/** What a header says about the size may be wrong. */
async function readAtMost(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > limitInBytes) throw tooBig();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooBig = () => new ChannelError('The file is over 20 MB', 'never');
