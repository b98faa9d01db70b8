import { memory, newId } from './dom.js';
import { spoken } from './words.js';

/**
 * What this person sends, one after another, until the server has it. Each thing keeps its id through every attempt, also over a reload,
 * so that nothing is lost and nothing arrives twice. Files alone do not survive a reload: they are too large to keep.
 */
export function openQueue({ base, changed, done, unreachable }) {
  const kept = memory(`anna ${base}`);
  let items = (kept.get('unsent') ?? []).map((item) => ({ ...item, state: 'waiting' }));
  let running = false;
  let failures = 0;
  let timer;

  function update() {
    const unsent = items
      .filter((item) => item.state !== 'sent' && !item.file)
      .map(({ id, at, act, body, shown }) => ({ id, at, act, body, shown }));
    kept.set('unsent', unsent.length > 0 ? unsent : null);
    changed(items);
  }

  const run = () => void sendNext();

  async function sendNext() {
    clearTimeout(timer);
    if (running) return;
    const next = items.find((item) => item.state === 'waiting');
    if (!next) return;
    running = true;
    const result = await post(base, next);
    running = false;
    if (result.unreachable) unreachable();
    if (result.later) return wait(result.later);
    failures = 0;
    settle(next, result);
    run();
  }

  function wait(retryMs) {
    failures += 1;
    timer = setTimeout(run, Math.max(retryMs, Math.min(500 * 2 ** failures, 10_000)));
  }

  /** What will show up as a message stays until it does. */
  function settle(item, { error, toast }) {
    if (error) Object.assign(item, { state: 'failed', error });
    else if (item.shown) item.state = 'sent';
    else items = items.filter((each) => each !== item);
    update();
    done(item, { error, toast });
  }

  addEventListener('online', run);

  return {
    all: () => items,
    add(act, body, shown, file) {
      items.push({ id: newId(), at: Date.now(), act, body, shown, file, state: 'waiting' });
      update();
      run();
    },
    /** It came back as a message: from now on that is what is shown. */
    arrived(id) {
      const left = items.filter((item) => item.id !== id);
      if (left.length === items.length) return;
      items = left;
      update();
    },
    retry(id) {
      for (const item of items) if (item.id === id) Object.assign(item, { state: 'waiting', error: undefined });
      update();
      run();
    },
    drop(id) {
      items = items.filter((item) => item.id !== id);
      update();
    },
    run,
  };
}

/** A press on a button: answered at once or not at all, since a late press may no longer be meant. */
export async function press(base, body) {
  const item = { id: newId(), act: 'press', body };
  for (const pause of [500, 1500, 3000]) {
    const result = await post(base, item);
    if (!result.later) return result;
    await new Promise((resolve) => setTimeout(resolve, Math.max(pause, Math.min(result.later, 5000))));
  }
  return { lost: true };
}

/** `later` is for how long to wait before the same again, `error` a sentence why never. */
async function post(base, { id, act, body, file }) {
  try {
    const answer = await fetch(...(file ? fileRequest(base, id, body, file) : jsonRequest(base, act, id, body)));
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return { toast: said.toast };
    if (answer.status < 500 && answer.status !== 429 && answer.status !== 408) return { error: said.error ?? String(answer.status) };
    return { later: Math.max(1, Number(answer.headers.get('retry-after') ?? 0) * 1000) };
  } catch {
    return { later: 1, unreachable: true };
  }
}

const jsonRequest = (base, act, id, body) => [
  `${base}/${act}?lang=${spoken()}`,
  {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, ...body }),
    signal: AbortSignal.timeout(20_000),
  },
];

const fileRequest = (base, id, body, file) => [
  `${base}/file?${new URLSearchParams({ lang: spoken(), id, ...body })}`,
  { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file, signal: AbortSignal.timeout(120_000) },
];
