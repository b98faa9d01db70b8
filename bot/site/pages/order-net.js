import { language } from './order-words.js';

/** Asks the shop; rejects with what it says in words when it refuses. */
export async function ask(path, body) {
  const answer = await fetch(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`, body === undefined ? {} : post(body));
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  throw Object.assign(new Error(told.error ?? told.why ?? 'refused'), { status: answer.status, told });
}

const post = (body) => ({
  method: 'POST',
  headers: { 'content-type': body instanceof Blob ? 'application/octet-stream' : 'application/json' },
  body: body instanceof Blob ? body : JSON.stringify(body),
});

/** Of calls that come one upon another only the last is answered. */
export function latest(work, waitMs) {
  let turn = 0;
  let timer;
  return (...given) =>
    new Promise((resolve) => {
      const mine = ++turn;
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const result = await work(...given).catch(() => undefined);
        if (mine === turn) resolve(result);
      }, waitMs);
    });
}
