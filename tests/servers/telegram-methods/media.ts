import type { Fields } from '../spec.ts';
import { isObject } from '../spec.ts';
import { mistake } from '../telegram-errors.ts';
import type { File } from '../telegram-state.ts';
import { readCaption } from '../telegram-text.ts';
import type { Call, Method } from './call.ts';
import { readFile } from './call.ts';
import type { Content } from './send.ts';
import { post, prepare, withEntities } from './send.ts';

const signatures = ['ffd8ff', '89504e47', '52494646', '47494638'];

/** A photo must be a picture; the platform looks inside. */
export function photoContent(call: Call, given: unknown): Content {
  const file = readFile(call, given, 10);
  const { bytes } = file;
  if (bytes && !signatures.some((each) => bytes.toString('hex', 0, 4).startsWith(each))) throw mistake('IMAGE_PROCESS_FAILED');
  return { fields: { photo: photoSizes(file) }, photo: bytes ?? Buffer.alloc(0) };
}

export const photoSizes = (file: File): Fields[] =>
  [90, 800].map((width, index) => ({
    ...fileFields(file),
    file_id: index ? file.id : `${file.id}-s`,
    width,
    height: Math.round(width * 0.75),
  }));

export const fileFields = ({ id, unique, bytes }: File): Fields => ({ file_id: id, file_unique_id: unique, file_size: bytes?.length ?? 0 });

export function documentContent(call: Call, given: unknown): Content {
  const file = readFile(call, given, 50);
  const document = { ...fileFields(file), file_name: file.name, mime_type: file.type };
  return { fields: { document }, document: { name: file.name, bytes: file.bytes } };
}

function voiceContent(call: Call, given: unknown): Content {
  const file = readFile(call, given, 50);
  return { fields: { voice: { ...fileFields(file), mime_type: 'audio/ogg', duration: Number(call.fields.duration ?? 1) } } };
}

/** Adds the caption to a file. */
export function captioned(content: Content, fields: Fields): Content {
  const { plain, html, entities } = readCaption(fields);
  const caption = plain ? { caption: plain, ...withEntities('caption_entities', entities) } : {};
  return { ...content, fields: { ...content.fields, ...caption }, plain, html };
}

const sending =
  (field: string, read: (call: Call, given: unknown) => Content): Method =>
  (call) => {
    const { chat, markup } = prepare(call);
    return post(call, chat, captioned(read(call, call.fields[field]), call.fields), markup);
  };

/** A picture or a document of an album or of an edit; other kinds keep their type and nothing more. */
export function mediaContent(call: Call, item: Fields): Content {
  if (item.type === 'photo') return captioned(photoContent(call, item.media), item);
  if (item.type === 'document') return captioned(documentContent(call, item.media), item);
  return captioned(
    { fields: { [String(item.type)]: { ...fileFields(readFile(call, item.media, 50)), duration: 1, width: 1, height: 1 } } },
    item,
  );
}

const sendMediaGroup: Method = (call) => {
  const { chat } = prepare(call);
  const items = (Array.isArray(call.fields.media) ? call.fields.media : []).filter(isObject);
  const kinds = new Set(items.map((each) => (each.type === 'video' || each.type === 'live_photo' ? 'photo' : each.type)));
  if (items.length < 2 || items.length > 10) throw mistake('an album has 2-10 items');
  if (kinds.size > 1) throw mistake("documents and audio can't be mixed with other media types");
  const album = { media_group_id: String(call.world.revision + 13_000_000_000) };
  const contents = items.map((each) => mediaContent(call, each));
  return contents.map((each) => post(call, chat, { ...each, fields: { ...each.fields, ...album } }, {}));
};

export default {
  sendPhoto: sending('photo', photoContent),
  sendDocument: sending('document', documentContent),
  sendVoice: sending('voice', voiceContent),
  sendMediaGroup,
};
