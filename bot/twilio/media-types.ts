import { kindOf } from '../../db/file-kinds.ts';

/** What WhatsApp takes; other kinds of files are left out. A picture of another kind would arrive as a sticker or not at all. */
const taken = new Set(['jpg', 'png', 'ogg', 'mp3', 'm4a', 'amr', 'mp4', 'pdf', 'docx', 'xlsx']);

/** WhatsApp plays Ogg only when it is told the codec. */
export const whatsappTypeOf = (reference: string): string | undefined => {
  const ending = reference.split('.').at(-1) ?? '';
  if (!taken.has(ending)) return undefined;
  return ending === 'ogg' ? 'audio/ogg; codecs=opus' : kindOf(reference)?.mime;
};
