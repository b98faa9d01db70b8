/** Makes an element. Children that are strings become text, never markup: that is what keeps people's words from running as code. */
export function el(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
const sheet = new URL('icons.svg', import.meta.url).pathname;

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${sheet}#${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** The page may be served over plain HTTP on a home network, where `crypto.randomUUID` is missing. */
export const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Remembers small things for this chat; a browser that forbids it merely forgets. */
export function memory(prefix) {
  return {
    get(key) {
      try {
        return JSON.parse(localStorage.getItem(`${prefix} ${key}`) ?? 'null');
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) localStorage.removeItem(`${prefix} ${key}`);
        else localStorage.setItem(`${prefix} ${key}`, JSON.stringify(value));
      } catch {
        // Private windows and full storage: the page works on, it only forgets on reload.
      }
    },
  };
}
