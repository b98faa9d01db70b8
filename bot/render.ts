import { type Button, bold, type Message, plain, runsOf } from '../notifications/message.ts';

/** Telegram's HTML of a marked text: escaped here and nowhere before. */
export const telegramHtml = (text: string): string =>
  runsOf(text)
    .filter(({ words }) => words !== '')
    .map((run) => (run.bold ? `<b>${escaped(run.words)}</b>` : escaped(run.words)))
    .join('');

/** How long a reader finds a marked text, in code points, as Telegram counts. */
export const lengthOf = (text: string): number => [...plain(text)].length;

/** Cuts a marked text into pieces of at most `limit` code points, at a line or a space where there is one; bold goes on in the next piece. */
export function splitText(text: string, limit: number): string[] {
  if (text.length <= limit) return plain(text).trim() === '' ? [] : [text];
  const pieces: string[] = [];
  let rest = glyphsOf(text);
  while (rest.length > limit) {
    const end = cutBefore(rest, limit);
    pieces.push(marked(rest.slice(0, end)));
    rest = rest.slice(end);
  }
  return [...pieces, marked(rest)].filter((piece) => plain(piece).trim() !== '');
}

/** The buttons that are answers, in the order in which a numbered menu shows them: "2" means the second. */
export const numbered = (message: Message): Button[] => (message.buttons ?? []).flat().filter(({ data }) => data !== undefined);

/** The whole message in plain words, for channels that show nothing else: text, links, place on a map, numbered menu. */
export function plainMessage(message: Message): string {
  const links = (message.buttons ?? []).flat().flatMap(linkLine);
  const menu = numbered(message).map(({ label }, index) => `${index + 1}. ${label}`);
  const map = message.place ? [`https://maps.google.com/?q=${message.place.latitude},${message.place.longitude}`] : [];
  return [plain(message.text), [...links, ...map].join('\n'), menu.join('\n')].filter((part) => part.trim() !== '').join('\n\n');
}

/** A button with an address written out; nothing for a button without one. */
export const linkLine = ({ label, url }: Button): string[] => (url === undefined ? [] : [`${label}: ${url}`]);

/** Whether a platform takes this address in a button: it refuses hosts without a dot, such as localhost. */
export function isPublicLink(url: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return (protocol === 'https:' || protocol === 'http:') && (hostname?.includes('.') ?? false);
}

/** At most `limit` code points, the last of them "…" when something was cut. */
export const shortened = (text: string, limit: number): string => {
  const points = [...text];
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (words: string) => words.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign);

type Glyph = { point: string; bold: boolean };

const glyphsOf = (text: string): Glyph[] => runsOf(text).flatMap((run) => [...run.words].map((point) => ({ point, bold: run.bold })));

/** After the last line end of the piece, else after its last space; when both lie in its first half, where no joined emoji is torn. */
function cutBefore(glyphs: Glyph[], limit: number): number {
  for (const sign of ['\n', ' ']) {
    const found = glyphs.slice(0, limit).findLastIndex(({ point }) => point === sign);
    if (found >= limit / 2) return found + 1;
  }
  return wholeGrapheme(glyphs, limit);
}

const graphemes = new Intl.Segmenter('ru', { granularity: 'grapheme' });
const longestGrapheme = 40;

function wholeGrapheme(glyphs: Glyph[], limit: number): number {
  const from = Math.max(0, limit - longestGrapheme);
  const around = glyphs
    .slice(from, limit + longestGrapheme)
    .map(({ point }) => point)
    .join('');
  let end = from;
  for (const { segment } of graphemes.segment(around)) {
    const next = end + [...segment].length;
    if (next > limit) break;
    end = next;
  }
  return end > from ? end : limit;
}

/** Puts signs together again, without the white space at which they were cut. */
function marked(piece: Glyph[]): string {
  const isBlank = ({ point }: Glyph) => point.trim() === '';
  const from = piece.findIndex(({ point }) => point !== '\n');
  const glyphs = piece.slice(from, piece.findLastIndex((glyph) => !isBlank(glyph)) + 1);
  let text = '';
  let run = '';
  glyphs.forEach(({ point, bold: isBold }, index) => {
    run += point;
    if (glyphs[index + 1]?.bold === isBold) return;
    text += isBold ? bold(run) : run;
    run = '';
  });
  return text;
}
