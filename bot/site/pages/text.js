import { el } from './dom.js';

const BOLD = /(\u{E000}[^\u{E001}]*\u{E001}?)/u;
const MARKS = /[\u{E000}\u{E001}]/gu;
/** Addresses, telephone numbers and commands inside what the shop wrote. */
const LIVE = /(https?:\/\/[^\s<>"']+[^\s<>"'.,:;!?)\]»”]|\+\d[\d\s()-]{8,16}\d|(?<![^\s(])\/[a-z]{2,20}\b(?!\/))/g;

/** A place on the map, whose address nobody wants to read. */
const MAP = /^https:\/\/www\.openstreetmap\.org\/(\?mlat|search\?query)=/;

export const plain = (text) => (text ?? '').replace(MARKS, '');

/** A marked text as nodes. `say` sends a command that was clicked; without it nothing is clickable (a person's own words). */
export function rich(text, say) {
  return unbroken(text)
    .split(BOLD)
    .filter(Boolean)
    .flatMap((run) => {
      const parts = live(run.replace(MARKS, ''), say);
      return run.startsWith('\u{E000}') ? [el('strong', {}, ...parts)] : parts;
    });
}

/** Keeps a number with its sign and a span of hours in one line, and a dash off the beginning of the next. */
const unbroken = (text) =>
  text
    .replace(/(№|[Nn]o\.) (?=\d)/g, '$1\u00A0')
    .replace(/ (?=— )/g, '\u00A0')
    .replace(/(?<=\d)–(?=\d)/g, '\u2060–\u2060');

function live(words, say) {
  if (!say) return [words];
  return words.split(LIVE).map((part, index) => (index % 2 === 1 ? clickable(part, say) : part));
}

function clickable(part, say) {
  if (part.startsWith('http')) return el('a', { href: part, target: '_blank', rel: 'noopener noreferrer', ...mapWord(part) }, part);
  if (part.startsWith('+')) return el('a', { href: `tel:${part.replace(/[^+\d]/g, '')}` }, part);
  return el('button.command', { type: 'button', click: () => say(part) }, part);
}

const mapWord = (address) => (MAP.test(address) ? { 'data-word': 'map' } : {});
