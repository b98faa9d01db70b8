import { keepSession, keptSession } from './session.js';

/** Opens the chat of this visitor in a frame of another site; its key is what the frame itself has kept. */
const { lang, dataset } = document.documentElement;
const isRefused = new URLSearchParams(location.search).has('anew');
const key = (isRefused ? null : keptSession()) ?? (await newKey());
const query = new URLSearchParams({ lang, ...(dataset.start && { start: dataset.start }) });
location.replace(`/chat/t/${key}?${query}`);

async function newKey() {
  const answer = await fetch('/chat/key', { method: 'POST' });
  const { key: fresh } = await answer.json();
  keepSession(fresh);
  return fresh;
}
