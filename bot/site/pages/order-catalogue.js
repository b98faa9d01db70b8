import { byId, el } from './dom.js';
import { openItem } from './order-item.js';
import { word } from './order-words.js';

/** Draws what is on sale, section by section. */
export function drawCatalogue({ sections }) {
  byId('sections').append(...sections.map(({ id, title }) => el('a', { href: `#section-${id}`, click: leap }, title)));
  byId('catalogue').append(...sections.map(section));
}

/** A named place in the page must not become a step in the history of a frame. */
function leap(event) {
  event.preventDefault();
  document.querySelector(event.currentTarget.getAttribute('href'))?.scrollIntoView({ behavior: 'smooth' });
}

const section = ({ id, title, products }) =>
  el('section.section', { id: `section-${id}` }, el('h3', {}, title), el('ul.products', {}, ...products.map(card)));

const card = (product) =>
  el(
    'li.product',
    {},
    product.picture ? el('img', { src: product.picture, alt: word('photoOf', product.title), loading: 'lazy' }) : el('span.blank'),
    el('h4', {}, product.title),
    el('p', {}, product.description),
    el(
      'p.buy',
      {},
      el('b', {}, product.price),
      el('button', { type: 'button', 'aria-label': `${word('choose')}: ${product.title}`, click: () => openItem(product) }, word('choose')),
    ),
  );
