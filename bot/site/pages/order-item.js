import { byId, el, newId } from './dom.js';
import { change, draft } from './order-draft.js';
import { ask, latest } from './order-net.js';
import { language, word } from './order-words.js';

/** The sheet on which one thing is put together: options, amount, inscription, and its price from the shop at every tap. */
const sheet = byId('item');
let product;
let item;

/** Opens it for something new, or for what is in the order already. */
export function openItem(chosenProduct, known) {
  product = chosenProduct;
  item = structuredClone(known ?? { id: newId(), productId: product.id, amount: product.minAmount, chosen: usual(), inscription: null });
  byId('item-picture').hidden = !product.picture;
  if (product.picture) byId('item-picture').src = product.picture;
  byId('item-title').textContent = product.title;
  byId('item-text').textContent = product.description;
  byId('item-notice').textContent = product.notice;
  byId('item-options').replaceChildren(...product.options.map(options));
  byId('field-inscription').hidden = !product.inscribable;
  byId('inscription').value = item.inscription ?? '';
  byId('item-word').textContent = word(known ? 'save' : 'add');
  byId('item-price').textContent = '';
  sheet.showModal();
  sheet.querySelector('form').scrollTop = 0;
  void show();
}

const usual = () => Object.fromEntries(product.options.map(({ key, choices }) => [key, choices[0]?.key ?? '']));

const options = ({ key, title, choices }) =>
  el('fieldset.field', {}, el('legend.label', {}, title), el('div.pills', {}, ...choices.map((choice) => pill(key, choice))));

const pill = (key, { key: choice, title, surcharge }) =>
  el(
    'label.pill',
    {},
    el('input', {
      type: 'radio',
      name: `option-${key}`,
      value: choice,
      checked: item.chosen[key] === choice,
      change: () => {
        item.chosen[key] = choice;
        void show();
      },
    }),
    el('span', {}, title, surcharge && el('small', {}, surcharge)),
  );

async function show() {
  const at = product.amounts.findIndex(({ amount }) => amount === item.amount);
  byId('amount').textContent = product.amounts[at]?.label ?? '';
  byId('less').disabled = at <= 0;
  byId('greater').disabled = at >= product.amounts.length - 1;
  sheet.classList.add('pricing');
  const answer = await price(item);
  sheet.classList.remove('pricing');
  const [line] = answer?.lines ?? [];
  byId('item-price').textContent = line?.total ?? '';
  byId('item-problem').textContent = line?.problem ?? '';
  byId('item-add').disabled = line?.problem !== undefined;
}

const price = latest((one) => ask('/order/price', { items: [wish(one)], fulfilment: 'pickup', language }), 40);

/** What the shop wants to know of it. */
export const wish = ({ productId, amount, chosen, inscription }) => ({ productId, amount, chosen, inscription: inscription || null });

function step(by) {
  const at = product.amounts.findIndex(({ amount }) => amount === item.amount);
  item.amount = product.amounts[at + by]?.amount ?? item.amount;
  void show();
}

byId('less').addEventListener('click', () => step(-1));
byId('greater').addEventListener('click', () => step(1));
byId('item-close').addEventListener('click', () => sheet.close());
sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());
sheet.addEventListener('submit', () => {
  item.inscription = byId('inscription').value.trim() || null;
  const others = draft.items.some(({ id }) => id === item.id);
  change({ items: others ? draft.items.map((each) => (each.id === item.id ? item : each)) : [...draft.items, item] });
});
