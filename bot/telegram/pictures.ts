import { kindOf } from '../../db/file-kinds.ts';
import type { Files } from '../../db/files.ts';
import { Remembered } from '../remembered.ts';
import type { TelegramApi } from './api.ts';

/** Our files as this bot's `file_id`s, which no other bot can use. Each is uploaded once as long as the process lives. */
export interface Pictures {
  /** A `file_id`, or an upload under this name when there is none yet. Rejects when the file is gone. */
  find(reference: string, name?: string): Promise<unknown>;
  /** Keeps the id that an upload was given. */
  keep(reference: string, fileId: string | undefined, name?: string): void;
  /** Forgets an id that the platform does not take; false when there was none. */
  forget(reference: string, name?: string): boolean;
}

export function openPictures(files: Pick<Files, 'read'>, upload: TelegramApi['upload']): Pictures {
  const ids = new Remembered<string, string>(2000);
  // A document is shown by the name it was uploaded under.
  const keyOf = (reference: string, name = '') => `${reference} ${name}`;
  return {
    find: async (reference, name) => ids.get(keyOf(reference, name)) ?? upload(await files.read(reference), name ?? reference),
    keep(reference, fileId, name) {
      if (fileId !== undefined) ids.set(keyOf(reference, name), fileId);
    },
    forget: (reference, name) => ids.delete(keyOf(reference, name)),
  };
}

/** How a file is sent, by the name of its field in the method and in what the method answers. */
export type Way = 'photo' | 'voice' | 'audio' | 'video' | 'animation' | 'document';

/** The ways to send a file, the best first: what the platform does not take in one form (too large, too long, no voice notes wanted) it takes as a document. */
export function waysOf(reference: string): Way[] {
  const best = bestOf(reference);
  return best === 'document' ? [best] : [best, 'document'];
}

function bestOf(reference: string): Way {
  if (/\.gif$/.test(reference)) return 'animation';
  // Played as voice notes; music keeps its player.
  if (/\.(ogg|m4a)$/.test(reference)) return 'voice';
  const showing = kindOf(reference)?.showing;
  if (showing === 'picture') return 'photo';
  if (/\.mp3$/.test(reference)) return 'audio';
  return /\.mp4$/.test(reference) ? 'video' : 'document';
}
