import { endingOf, type FileKind, kindOf } from '../../../db/file-kinds.ts';
import type { Files } from '../../../db/files.ts';
import type { RemoteFile } from '../../../notifications/message.ts';

const heardAs: Record<FileKind['showing'], RemoteFile['kind']> = { picture: 'photo', sound: 'voice', film: 'file', document: 'file' };

/** Keeps an uploaded file and describes it, by what it is and not by what it is called; undefined when it is of no kind that may be sent. */
export async function upload(files: Files, bytes: Buffer, name: string | undefined): Promise<RemoteFile | undefined> {
  const kind = kindOf(`.${await endingOf(bytes)}`);
  if (!kind) return undefined;
  return { kind: heardAs[kind.showing], remoteId: await files.keep(bytes), mime: kind.mime, size: bytes.length, ...(name && { name }) };
}
