import type { Heard } from '../../../notifications/message.ts';

/** A photo, or a picture sent as a file. */
export const isPicture = (heard: { kind: string } & Partial<Pick<Extract<Heard, { kind: 'file' }>, 'file'>>): boolean =>
  heard.kind === 'file' && (heard.file?.kind === 'photo' || heard.file?.mime?.startsWith('image/') === true);
