import type { Files } from '../../db/files.ts';
import { Remembered } from '../remembered.ts';
import type { TelegramApi } from './api.ts';

/** Our files as this bot's `file_id`s, which no other bot can use. Each is uploaded once as long as the process lives. */
export interface Pictures {
  /** A `file_id`, or an upload when there is none yet. Rejects when the file is gone. */
  find(reference: string): Promise<unknown>;
  /** Keeps the id that an upload was given. */
  keep(reference: string, fileId: string | undefined): void;
  /** Forgets an id that the platform does not take; false when there was none. */
  forget(reference: string): boolean;
}

export function openPictures(files: Pick<Files, 'read'>, upload: TelegramApi['upload']): Pictures {
  const ids = new Remembered<string, string>(2000);
  return {
    find: async (reference) => ids.get(reference) ?? upload(await files.read(reference), reference),
    keep(reference, fileId) {
      if (fileId !== undefined) ids.set(reference, fileId);
    },
    forget: (reference) => ids.delete(reference),
  };
}

/** Anything else that people sent (a document, a recording) goes out as a document. */
export const isPhoto = (reference: string): boolean => /\.(jpg|png|webp)$/.test(reference);
