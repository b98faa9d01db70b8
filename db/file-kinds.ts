import { fileTypeFromBuffer } from 'file-type';

/** How a file is shown: a picture as itself, a sound and a film played, a document only saved. */
type Showing = 'picture' | 'sound' | 'film' | 'document';

export interface FileKind {
  mime: string;
  showing: Showing;
}

/** Everything that people may send us, by the ending it is kept under; anything else is kept as `bin` and only ever saved. */
const kinds: Readonly<Record<string, FileKind>> = {
  jpg: { mime: 'image/jpeg', showing: 'picture' },
  png: { mime: 'image/png', showing: 'picture' },
  webp: { mime: 'image/webp', showing: 'picture' },
  gif: { mime: 'image/gif', showing: 'picture' },
  ogg: { mime: 'audio/ogg', showing: 'sound' },
  mp3: { mime: 'audio/mpeg', showing: 'sound' },
  m4a: { mime: 'audio/mp4', showing: 'sound' },
  weba: { mime: 'audio/webm', showing: 'sound' },
  mp4: { mime: 'video/mp4', showing: 'film' },
  webm: { mime: 'video/webm', showing: 'film' },
  amr: { mime: 'audio/amr', showing: 'document' },
  heic: { mime: 'image/heic', showing: 'document' },
  mov: { mime: 'video/quicktime', showing: 'document' },
  pdf: { mime: 'application/pdf', showing: 'document' },
  docx: { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', showing: 'document' },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', showing: 'document' },
};

/** What a reference of `db/files.ts` is; undefined for what is only kept. */
export function kindOf(reference: string): FileKind | undefined {
  const ending = reference.slice(reference.lastIndexOf('.') + 1);
  return Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
}

/** The ending for bytes, by what is in them and not by what they are called; `bin` for anything that nobody may send. */
export async function endingOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  const ending = found === undefined ? 'bin' : soundIn(bytes, sameBox[found.ext] ?? found.ext);
  return Object.hasOwn(kinds, ending) ? ending : 'bin';
}

/** Every real voice note is Opus in an Ogg box, which goes by a name of its own. */
const sameBox: Readonly<Record<string, string>> = { opus: 'ogg', oga: 'ogg', spx: 'ogg' };

/** Boxes of films that hold sound alone: voice memos, and what browsers record. */
function soundIn(bytes: Uint8Array, ending: string): string {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (ending === 'mp4') return hasVideoHandler(content) ? 'mp4' : 'm4a';
  if (ending === 'webm') return hasVideoCodec(content) ? 'webm' : 'weba';
  return ending;
}

/** ISO 14496-12: the handler type of each track stands eight bytes behind the name of its `hdlr` box. */
function hasVideoHandler(content: Buffer): boolean {
  for (let at = content.indexOf('hdlr'); at !== -1; at = content.indexOf('hdlr', at + 4))
    if (content.toString('latin1', at + 12, at + 16) === 'vide') return true;
  return false;
}

/** Matroska: the codec's id of each track (`V_VP9`, `A_OPUS`) stands before the first cluster of data. */
function hasVideoCodec(content: Buffer): boolean {
  const cluster = content.indexOf(Buffer.of(0x1f, 0x43, 0xb6, 0x75));
  return content.subarray(0, cluster === -1 ? content.length : cluster).includes('V_');
}
