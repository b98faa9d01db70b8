import { byId, el, icon, newId } from './dom.js';
import { change, draft } from './order-draft.js';
import { ask } from './order-net.js';
import { word } from './order-words.js';
import { shrink } from './shrink.js';

const most = 10;
const mostBytes = 10 * 2 ** 20;
/** Pictures on their way up, by a name of ours. */
const coming = new Map();

/** Pictures of the wished look: each goes up as soon as it is chosen. */
export function showPhotos() {
  const kept = draft.photos.map((photo) => tile(`/order/photo/${draft.ticket}/${photo}`, () => drop(photo)));
  const waiting = [...coming.values()].map((url) => tile(url));
  byId('photos').replaceChildren(...kept, ...waiting, byId('add-photo'));
}

const tile = (src, remove) =>
  el(
    'span.photo',
    {},
    el('img', { src, alt: word(remove ? 'photos' : 'photoLoading') }),
    remove && el('button.round', { type: 'button', 'aria-label': word('removePhoto'), click: remove }, icon('close')),
  );

const drop = (photo) => change({ photos: draft.photos.filter((each) => each !== photo) });

byId('picker').addEventListener('change', async ({ target }) => {
  const files = [...target.files];
  target.value = '';
  for (const file of files) await add(file);
});

async function add(file) {
  const problem = byId('problem-photos');
  problem.textContent = '';
  if (draft.photos.length + coming.size >= most) {
    problem.textContent = word('photosEnough');
    return;
  }
  const name = newId();
  coming.set(name, URL.createObjectURL(file));
  showPhotos();
  try {
    const small = await shrink(file);
    if (small.size > mostBytes) throw new Error(word('photoLarge'));
    const { photo } = await ask(`/order/photo?ticket=${draft.ticket}`, small);
    coming.delete(name);
    if (!draft.photos.includes(photo)) change({ photos: [...draft.photos, photo] });
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    coming.delete(name);
    showPhotos();
  }
}
