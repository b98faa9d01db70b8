import { keepSession, keptSession } from './session.js';

/** Opens the chat of this visitor in a frame of another site: the one the browser remembers, else a new one. */
const { lang, dataset } = document.documentElement;
const isRefused = new URLSearchParams(location.search).has('anew');
const query = new URLSearchParams({ lang, ...(dataset.start && { start: dataset.start }) });
location.replace(`${(isRefused ? '' : known()) || (await fresh())}?${query}`);

function known() {
  const key = keptSession();
  return dataset.known || (key ? `/chat/t/${key}` : '');
}

async function fresh() {
  const answer = await fetch('/chat/key', { method: 'POST' });
  const { key } = await answer.json();
  keepSession(key);
  return `/chat/t/${key}`;
}
