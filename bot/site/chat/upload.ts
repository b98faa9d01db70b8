import { fileTypeFromBuffer } from 'file-type';
import type { Files } from '../../../db/files.ts';
import type { RemoteFile } from '../../../notifications/message.ts';

/** What may be sent, by what it is and not by what it is called. */
const kinds: Record<string, RemoteFile['kind']> = {
  jpg: 'photo',
  png: 'photo',
  webp: 'photo',
  gif: 'photo',
  mp3: 'voice',
  m4a: 'voice',
  ogg: 'voice',
  pdf: 'file',
};

/** Keeps an uploaded file and describes it; undefined when it is of no kind that may be sent. */
export async function upload(files: Files, bytes: Buffer, name: string | undefined): Promise<RemoteFile | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  const kind = found && kinds[found.ext];
  if (!kind) return undefined;
  return { kind, remoteId: await files.keep(bytes), mime: found.mime, size: bytes.length, ...(name && { name }) };
}
