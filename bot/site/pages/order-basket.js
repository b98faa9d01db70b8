import { byId, el } from './dom.js';
import { change, draft } from './order-draft.js';
import { openItem, wish } from './order-item.js';
import { ask, latest } from './order-net.js';
import { language, word } from './order-words.js';

/** What is ordered so far, with the shop's prices; beside the form on a wide screen, as a bar below it on a phone. */
export function openBasket(products) {
  const price = latest(() => ask('/order/price', { items: draft.items.map(wish), fulfilment: draft.fulfilment || 'pickup', language }), 60);

  return async function show() {
    const { items } = draft;
    byId('basket-empty').hidden = items.length > 0;
    byId('bar').hidden = items.length === 0;
    byId('bar-count').textContent = word('positions', items.length);
    draw(products, []);
    const answer = await price();
    if (!answer) return;
    draw(products, answer.lines);
    byId('total').textContent = items.length > 0 ? answer.total : '';
    byId('bar-total').textContent = answer.total;
    byId('facts').replaceChildren(
      ...fact(word('toWhen'), draft.dueLabel),
      ...fact(word('toPlace'), draft.fulfilment && [word(draft.fulfilment), answer.delivery].filter(Boolean).join(', ')),
    );
  };
}

const fact = (name, words) => (words ? [el('dt', {}, name), el('dd', {}, words)] : []);

function draw(products, lines) {
  byId('lines').replaceChildren(
    ...draft.items.map((item, index) => {
      const product = products.get(item.productId);
      return product ? row(item, product, lines[index]) : el('li', { hidden: true });
    }),
  );
}

const row = (item, product, line) =>
  el(
    'li',
    {},
    el('p.what', {}, el('span', {}, product.title), el('b', {}, line?.total ?? '')),
    el('p.with', {}, details(item, product)),
    line?.problem && el('p.problem', {}, line.problem),
    el(
      'p.ways',
      {},
      el(
        'button',
        { type: 'button', 'aria-label': `${word('change')}: ${product.title}`, click: () => openItem(product, item) },
        word('change'),
      ),
      el('button', { type: 'button', 'aria-label': `${word('remove')}: ${product.title}`, click: () => drop(item) }, word('remove')),
    ),
  );

const drop = ({ id }) => change({ items: draft.items.filter((each) => each.id !== id) });

function details({ amount, chosen, inscription }, { amounts, options }) {
  const picked = options.map(({ key, choices }) => choices.find((choice) => choice.key === chosen[key])?.title);
  return [amounts.find((each) => each.amount === amount)?.label, ...picked, inscription && word('quoted', inscription)]
    .filter(Boolean)
    .join(' · ');
}
