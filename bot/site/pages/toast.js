import { byId } from './dom.js';

let timer;

/** A sentence that goes by itself, in the time it takes to read it. */
export function toast(words) {
  const element = byId('toast');
  clearTimeout(timer);
  element.textContent = words;
  element.classList.add('shown');
  timer = setTimeout(() => element.classList.remove('shown'), 2500 + words.length * 40);
}
