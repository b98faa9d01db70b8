import { openComposer } from './composer.js';
import { byId } from './dom.js';
import { openFeed } from './feed.js';
import { openQueue, press } from './queue.js';
import { openSheets } from './sheets.js';
import { openSight } from './sight.js';
import { openThread } from './thread.js';
import { speak, spoken, word } from './words.js';

const root = document.documentElement;
const { base, shop } = root.dataset;
const framed = parent !== window;
const scroll = byId('scroll');

let payload = root.dataset.start;
let spokenByShop = root.dataset.spoken;
let line = 'connecting';
let unseen = 0;
let loaded = false;
let waitingTimer;
let pressedAt = 0;

/** What comes this soon after a press is its answer, and is shown even to somebody who pressed far up. */
const ANSWERS_WITHIN_MS = 5000;

const previews = new Map();

const chat = {
  shop,
  file: (reference) => `${base}/file/${reference}`,
  find: (id) => thread.find(id),
  say: (text) => send('send', { text }, { text }),
  reply: (row) => composer.reply(row),
  ask: (kind) => sheets.ask(kind),
  retry: (id) => queue.retry(id),
  drop: (id) => queue.drop(id),
  enlarge,
  goTo,
  async press(row, button, element) {
    if (element.classList.contains('busy')) return;
    element.classList.add('busy');
    pressedAt = Date.now();
    expectAnswer();
    const { toast: words, error, lost } = await press(base, { data: button.data, messageId: row.id });
    element.classList.remove('busy');
    if (lost || error || words) toast(lost ? word('noConnection') : (error ?? words));
    if (lost || error) stopExpecting();
    feed.hurry();
  },
};

const thread = openThread({ list: byId('list'), unsentList: byId('unsent'), chat });
const queue = openQueue({ base, changed: showUnsent, done: whenSent, unreachable: () => feed.doubt() });
const sheets = openSheets(send);
const sight = openSight(base);
const composer = openComposer({ base, shop, send, ask: (kind) => sheets.ask(kind), toast });
speak(document);
showUnsent(queue.all());
const feed = openFeed({ base, listen: !framed, told, line: showLine });
queue.run();

/** Everything a person does but presses goes this way. A link that brought them here is followed first, whatever they do first. */
function send(act, body, shown, file) {
  follow();
  queue.add(act, body, shown, file);
  expectAnswer();
  stick();
}

/** Presses Start, once, for the link that was opened; the address then loses it, so that a reload does nothing. */
function follow() {
  if (payload === '') return;
  queue.add('start', { payload });
  payload = '';
  const address = new URL(location.href);
  address.searchParams.delete('start');
  history.replaceState(null, '', address);
}

byId('start').addEventListener('click', () => {
  if (payload === '') queue.add('start', { payload: '' });
  follow();
  byId('start').classList.add('busy');
  expectAnswer();
});

function told({ rows, more, language }, first) {
  if (language && language !== spokenByShop) changeLanguage(language);
  const wasLoaded = loaded;
  loaded = true;
  const { fresh, rewritten } = thread.take(rows);
  for (const row of rows) {
    if (row.mine) queue.arrived(row.id);
    if (row.removed) composer.forget(row.id);
  }
  if (more !== undefined) byId('earlier').hidden = !more;
  sight.shown(rows);
  if (fresh.length > 0 || rewritten) stopExpecting();
  if (first || !wasLoaded) begin();
  else if (fresh.length > 0 || rewritten) noticed(fresh.length);
  showWelcome();
}

/** What was there when the page opened is not news, and is not read out. */
function begin() {
  stick();
  requestAnimationFrame(() => byId('list').setAttribute('aria-live', 'polite'));
  const invited = payload !== '' && (base !== '/chat' || !thread.isEmpty());
  if (invited) {
    follow();
    expectAnswer();
  }
}

function noticed(count) {
  if (count > 0 && Date.now() - pressedAt < ANSWERS_WITHIN_MS) stick();
  if (!stuck || document.hidden) unseen += count;
  showUnseen();
  if (framed) parent.postMessage({ anna: 'news', count, rewritten: count === 0 }, location.origin);
}

/** The shop began to speak the other language to this person (they asked for it): the page follows, nothing is left mixed. */
function changeLanguage(language) {
  const known = spokenByShop !== '';
  spokenByShop = language;
  if (!known || language === spoken()) return;
  root.lang = language;
  speak(document, language);
  showLine(line);
}

function whenSent(item, { error, toast: words }) {
  if (words) toast(words);
  if (error) stopExpecting();
  if (error && !item.shown) toast(error);
  feed.hurry();
}

function showUnsent(items) {
  for (const item of items) if (item.file && item.shown?.kind === 'photo') item.preview = previewOf(item);
  for (const [id, address] of previews) if (!items.some((item) => item.id === id)) forgetPreview(id, address);
  thread.showUnsent(items);
  showWelcome();
}

function previewOf({ id, file }) {
  if (!previews.has(id)) previews.set(id, URL.createObjectURL(file));
  return previews.get(id);
}

function forgetPreview(id, address) {
  URL.revokeObjectURL(address);
  previews.delete(id);
}

function showWelcome() {
  const empty = loaded && thread.isEmpty() && queue.all().every((item) => !item.shown);
  const starting = queue.all().some((item) => item.act === 'start');
  byId('welcome').hidden = !empty;
  byId('start').classList.toggle('busy', starting || (empty && !byId('typing').hidden));
}

function showLine(state) {
  const back = state === 'open' && line !== 'open';
  line = state;
  byId('offline').hidden = state !== 'lost' && state !== 'ended';
  byId('offline-words').textContent = state === 'ended' ? word('ended') : word('lost');
  byId('reload').hidden = state !== 'ended';
  if (back) queue.run();
  showState();
}

function showState() {
  const key = line !== 'open' ? 'connecting' : byId('typing').hidden ? 'online' : 'typing';
  const element = byId('state');
  if (element.dataset.word === key && element.textContent) return;
  element.dataset.word = key;
  element.textContent = word(key);
  element.classList.toggle('away', line !== 'open');
}

/** Three dots, until there is an answer; a person may take longer than we can promise, so they go after a while. */
function expectAnswer() {
  clearTimeout(waitingTimer);
  waitingTimer = setTimeout(() => {
    byId('typing').hidden = false;
    showState();
    waitingTimer = setTimeout(stopExpecting, 6000);
  }, 350);
}

function stopExpecting() {
  clearTimeout(waitingTimer);
  byId('typing').hidden = true;
  showState();
}

let toastTimer;
function toast(words) {
  const element = byId('toast');
  clearTimeout(toastTimer);
  element.textContent = words;
  element.classList.add('shown');
  toastTimer = setTimeout(() => element.classList.remove('shown'), 2500 + words.length * 40);
}

/** Only a person scrolling up lets go of the end: a picture that loads moves it too. */
let stuck = true;
let lastTop = 0;
scroll.addEventListener('scroll', () => {
  if (scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60) stuck = true;
  else if (scroll.scrollTop < lastTop) stuck = false;
  lastTop = scroll.scrollTop;
  if (stuck && !document.hidden) unseen = 0;
  showUnseen();
});
new ResizeObserver(() => stuck && stick()).observe(byId('content'));
new ResizeObserver(() => stuck && stick()).observe(scroll);
document.addEventListener('visibilitychange', () => {
  if (stuck && !document.hidden) unseen = 0;
  showUnseen();
});

function stick() {
  stuck = true;
  scroll.scrollTop = scroll.scrollHeight;
}

function showUnseen() {
  byId('down').hidden = stuck;
  byId('down-count').textContent = unseen > 0 ? String(unseen) : '';
  document.title = unseen > 0 ? `(${unseen}) ${shop}` : shop;
}

byId('down').addEventListener('click', () => scroll.scrollTo({ top: scroll.scrollHeight, behavior: 'smooth' }));
byId('reload').addEventListener('click', () => location.reload());

byId('earlier').addEventListener('click', async () => {
  const button = byId('earlier');
  button.classList.add('busy');
  try {
    const answer = await fetch(`${base}/earlier?before=${thread.oldest()}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const { rows, more } = await answer.json();
    const fromBottom = scroll.scrollHeight - scroll.scrollTop;
    thread.take(rows);
    button.hidden = !more;
    scroll.scrollTop = scroll.scrollHeight - fromBottom;
  } catch {
    toast(word('noConnection'));
  } finally {
    button.classList.remove('busy');
  }
});

function goTo(id) {
  const element = thread.elementOf(id);
  element?.scrollIntoView({ behavior: 'smooth', block: 'center' });
  element?.classList.remove('found');
  requestAnimationFrame(() => element?.classList.add('found'));
}

const zoom = byId('zoom');
function enlarge(address) {
  zoom.querySelector('img').src = address;
  zoom.showModal();
}
zoom.addEventListener('click', () => zoom.close());

if (framed) {
  root.classList.add('framed');
  const seen = () => parent.postMessage({ anna: 'seen' }, location.origin);
  addEventListener('pointerdown', seen);
  addEventListener('focusin', seen);
}
