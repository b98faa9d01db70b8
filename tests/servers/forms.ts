import type { Fields } from './spec.ts';
import { isObject } from './spec.ts';

export type UploadedFile = { name: string; type: string; bytes: Buffer };
export type Parsed = { fields: Fields; files: Map<string, UploadedFile> /** Values are strings, as forms have them. */; form: boolean };

/** Reads the query and the body of a request, whatever of the accepted encodings it has. Throws a sentence about a broken body. */
export function parseRequest(query: string, contentType: string, body: Buffer): Parsed {
  const fields: Fields = {};
  const files = new Map<string, UploadedFile>();
  if (query) addPairs(fields, query);
  let form = query !== '';
  if (body.length > 0) {
    if (contentType.startsWith('application/json')) Object.assign(fields, parseJson(body));
    else if (contentType.startsWith('multipart/form-data')) addParts(fields, files, contentType, body);
    else addPairs(fields, body.toString());
    form ||= !contentType.startsWith('application/json');
  }
  return { fields, files, form };
}

/** Names that come twice become arrays, as Twilio's forms write them. */
export function addPairs(fields: Fields, encoded: string): void {
  for (const [key, value] of new URLSearchParams(encoded)) {
    const before = fields[key];
    fields[key] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
}

function parseJson(body: Buffer): Fields {
  const value: unknown = JSON.parse(body.toString());
  if (!isObject(value)) throw new Error('the JSON body is not an object');
  return value;
}

function addParts(fields: Fields, files: Map<string, UploadedFile>, contentType: string, body: Buffer): void {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw new Error('the multipart body has no boundary');
  const mark = Buffer.from(`--${boundary}`);
  let from = body.indexOf(mark);
  if (from < 0) throw new Error('the multipart body does not contain its boundary');
  for (;;) {
    const next = body.indexOf(mark, from + mark.length);
    if (next < 0) return;
    addPart(fields, files, body.subarray(from + mark.length + 2, next - 2));
    from = next;
  }
}

function addPart(fields: Fields, files: Map<string, UploadedFile>, part: Buffer): void {
  const split = part.indexOf('\r\n\r\n');
  const head = part.subarray(0, split).toString();
  const bytes = part.subarray(split + 4);
  const name = /[; ]name="([^"]*)"/i.exec(head)?.[1] ?? '';
  const filename = /filename="?([^"\r\n]*)"?/i.exec(head)?.[1];
  if (filename === undefined) fields[name] = bytes.toString();
  else
    files.set(name, {
      name: filename,
      type: /content-type: *([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream',
      bytes: Buffer.from(bytes),
    });
}
