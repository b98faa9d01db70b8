import { el } from './dom.js';

const BOLD = /(\u{E000}[^\u{E001}]*\u{E001}?)/u;
const MARKS = /[\u{E000}\u{E001}]/gu;
/** Addresses, telephone numbers and commands inside what the shop wrote. */
const LIVE = /(https?:\/\/[^\s<>"']+[^\s<>"'.,:;!?)\]»”]|\+\d[\d\s()-]{8,16}\d|(?<![\w/])\/[a-z]{2,20}\b(?!\/))/g;

export const plain = (text) => (text ?? '').replace(MARKS, '');

/** A marked text as nodes. `say` sends a command that was clicked; without it nothing is clickable (a person's own words). */
export function rich(text, say) {
  return text
    .split(BOLD)
    .filter(Boolean)
    .flatMap((run) => {
      const parts = live(run.replace(MARKS, ''), say);
      return run.startsWith('\u{E000}') ? [el('strong', {}, ...parts)] : parts;
    });
}

function live(words, say) {
  if (!say) return [words];
  return words.split(LIVE).map((part, index) => (index % 2 === 1 ? clickable(part, say) : part));
}

function clickable(part, say) {
  if (part.startsWith('http')) return el('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part);
  if (part.startsWith('+')) return el('a', { href: `tel:${part.replace(/[^+\d]/g, '')}` }, part);
  return el('button.command', { type: 'button', click: () => say(part) }, part);
}
