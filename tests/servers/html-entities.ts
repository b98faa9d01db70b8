/** A stretch of formatted text; offsets are UTF-16 code units, as everywhere in the Bot API. */
export type Entity = { type: string; offset: number; length: number; url?: string; language?: string; custom_emoji_id?: string };
export type Formatted = { text: string; entities: Entity[] };

type Open = { tag: string; attributes: Map<string, string>; offset: number };

const kinds: Readonly<Record<string, string>> = {
  b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline', s: 'strikethrough', strike: 'strikethrough',
  del: 'strikethrough', span: 'spoiler', 'tg-spoiler': 'spoiler', a: 'text_link', 'tg-emoji': 'custom_emoji', pre: 'pre', code: 'code',
  blockquote: 'blockquote',
}; // biome-ignore format: a table

/** Parses text of parse_mode HTML as strictly as the platform. Throws its sentence ("Unsupported start tag …") on the first mistake. */
export function parseHtml(source: string): Formatted {
  const open: Open[] = [];
  const entities: Entity[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const char = source[at];
    if (char === '&') {
      const [decoded, length] = decodeAt(source, at);
      text += decoded;
      at += length;
    } else if (char !== '<') {
      text += char;
      at += 1;
    } else if (source[at + 1] === '/') {
      at = closeTag(source, at, open, (tag) => addEntity(entities, tag, text.length, open));
    } else {
      const [tag, next] = openTag(source, at);
      open.push({ ...tag, offset: text.length });
      at = next;
    }
  }
  const left = open.pop();
  if (left) throw new Error(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities: entities.sort((one, two) => one.offset - two.offset || two.length - one.length) };
}

/** Offsets in the platform's messages count bytes. */
const byteAt = (source: string, at: number) => `at byte offset ${Buffer.byteLength(source.slice(0, at))}`;

function openTag(source: string, begin: number): [{ tag: string; attributes: Map<string, string> }, number] {
  const where = byteAt(source, begin);
  const name = /^<([^\s>]*)/.exec(source.slice(begin, begin + 64))?.[1] ?? '';
  const tag = name.toLowerCase();
  let at = begin + 1 + name.length;
  if (at >= source.length) throw new Error(`Unclosed start tag ${where}`);
  if (!(tag in kinds)) throw new Error(`Unsupported start tag "${tag}" ${where}`);
  const attributes = new Map<string, string>();
  while (source[at] !== '>') {
    const found = /^\s*([^\s=>]*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)))?\s*/.exec(source.slice(at));
    const [all, attribute, double, single, bare] = found ?? [''];
    at += all.length;
    if (at >= source.length) throw new Error(`Unclosed start tag ${where}`);
    if (!attribute || source[at] === '=')
      throw new Error(attribute ? `Unclosed start tag ${where}` : `Empty attribute name in the tag "${tag}" ${where}`);
    attributes.set(attribute.toLowerCase(), decode(double ?? single ?? bare ?? ''));
  }
  if (tag === 'span' && attributes.get('class') !== 'tg-spoiler') throw new Error(`Tag "span" must have class "tg-spoiler" ${where}`);
  return [{ tag, attributes }, at + 1];
}

function closeTag(source: string, begin: number, open: Open[], close: (tag: Open) => void): number {
  const where = byteAt(source, begin);
  const found = /^<\/([^\s>]*)\s*>/.exec(source.slice(begin));
  const tag = open.pop();
  if (!tag) throw new Error(`Unexpected end tag ${where}`);
  if (!found) throw new Error(`Unclosed end tag ${where}`);
  const name = found[1]?.toLowerCase();
  if (name && name !== tag.tag) throw new Error(`Unmatched end tag ${where}, expected "</${tag.tag}>", found "</${name}>"`);
  close(tag);
  return begin + found[0].length;
}

function addEntity(entities: Entity[], { tag, attributes, offset }: Open, end: number, outside: readonly Open[]): void {
  const length = end - offset;
  if (length === 0) return;
  const base = { type: kinds[tag] ?? tag, offset, length };
  if (tag === 'a') {
    const url = attributes.get('href') ?? '';
    // The platform drops links that lead nowhere without a word, and so does this.
    if (isLink(url)) entities.push({ ...base, url });
  } else if (tag === 'code' && outside.at(-1)?.tag === 'pre') {
    const language = attributes.get('class')?.replace(/^language-/, '');
    if (language) entities.push({ ...base, type: 'pre', language });
  } else if (tag === 'pre' && entities.some((each) => each.type === 'pre' && each.offset === offset && each.length === length)) {
    return;
  } else if (tag === 'tg-emoji') {
    entities.push({ ...base, custom_emoji_id: attributes.get('emoji-id') ?? '' });
  } else if (tag === 'blockquote' && attributes.has('expandable')) {
    entities.push({ ...base, type: 'expandable_blockquote' });
  } else entities.push(base);
}

/** Whether the platform takes a URL: a known scheme, and a dot in the name of the host. */
export function isLink(url: string): boolean {
  if (/^(tg|ton|mailto|tel):/i.test(url)) return true;
  const host = /^(?:https?:\/\/)?([^/?#:\s]+)(?::\d+)?(?:[/?#]|$)/i.exec(url)?.[1];
  return host?.includes('.') === true && !/^[a-z]+:(?!\/\/|\d)/i.test(url);
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function decodeAt(source: string, at: number): [string, number] {
  const found = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot));?/i.exec(source.slice(at, at + 12));
  const [all, decimal, hex, name] = found ?? [];
  if (!all) return ['&', 1];
  if (name) return [named[name.toLowerCase()] ?? '', all.length];
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= 0x10ffff ? [String.fromCodePoint(code), all.length] : ['&', 1];
}

const decode = (source: string): string =>
  source.replace(/&[^&]*/g, (part) => {
    const [decoded, length] = decodeAt(part, 0);
    return decoded + part.slice(length);
  });

export const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
