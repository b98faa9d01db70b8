import { byId } from './dom.js';
import { openBasket } from './order-basket.js';
import { showDays } from './order-calendar.js';
import { drawCatalogue } from './order-catalogue.js';
import { change, draft, onChange } from './order-draft.js';
import { ask } from './order-net.js';
import { showPhotos } from './order-photos.js';
import { beginWork, firstMissing, forgive, lead, send } from './order-send.js';
import { speak, word } from './order-words.js';

speak();
fillIn();
listen();
await begin();

async function begin() {
  const catalogue = await ask('/order/catalogue').catch(() => undefined);
  byId('page').hidden = false;
  if (!catalogue) {
    byId('problem-items').textContent = word('unavailable');
    return;
  }
  drawCatalogue(catalogue);
  byId('fee').textContent = catalogue.deliveryFee;
  const products = new Map(catalogue.sections.flatMap((section) => section.products).map((product) => [product.id, product]));
  // What was sold yesterday may be gone today.
  change({ items: draft.items.filter(({ productId }) => products.has(productId)) });
  const showBasket = openBasket(products);
  onChange((news) => {
    if ('items' in news) void showDays();
    if ('photos' in news) showPhotos();
    if (['items', 'fulfilment', 'dueAt', 'dueLabel'].some((name) => name in news)) void showBasket();
    showParts();
    forgive(Object.keys(news));
    if (draft.items.length > 0) void beginWork();
  });
  showParts();
  showPhotos();
  if (draft.items.length > 0) void beginWork();
  await Promise.all([showBasket(), showDays()]);
}

/** Puts what was filled in before a reload back into the form. */
function fillIn() {
  for (const field of byId('form').elements) {
    if (!(field.name in draft)) continue;
    if (field.type === 'radio') field.checked = draft[field.name] === field.value;
    else if (field.type === 'checkbox') field.checked = draft[field.name];
    else field.value = draft[field.name];
  }
}

function listen() {
  byId('form').addEventListener('input', ({ target }) => {
    if (!(target.name in draft)) return;
    change({ [target.name]: target.type === 'checkbox' ? target.checked : target.value });
  });
  byId('form').addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  byId('bar-next').addEventListener('click', () => {
    const field = firstMissing();
    if (field) lead(field);
    else void send();
  });
}

/** Shows what the answers so far ask for. */
function showParts() {
  byId('field-address').hidden = draft.fulfilment !== 'delivery';
  byId('allergy-more').hidden = draft.allergies !== 'some';
  byId('field-allergy').hidden = !draft.allergyConsent;
  byId('allergy-ask').hidden = draft.allergyConsent;
  byId('bar-next').textContent = word(firstMissing() ? 'next' : 'send');
}
