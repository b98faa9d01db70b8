import { openComposer } from './composer.js';
import { byId } from './dom.js';
import { openFeed } from './feed.js';
import { openPresence } from './presence.js';
import { openPreviews } from './previews.js';
import { openQueue, press } from './queue.js';
import { openScroller } from './scroller.js';
import { openSheets } from './sheets.js';
import { openSight } from './sight.js';
import { openThread } from './thread.js';
import { toast } from './toast.js';
import { speak, spoken, word } from './words.js';

/** What comes this soon after a press is its answer, and is shown even to somebody who pressed far up. */
const ANSWERS_WITHIN_MS = 5000;

const root = document.documentElement;
const { base, shop } = root.dataset;
/** One of the demo's phones. */
const framed = parent !== window;
/** Only our own page of phones listens; the page of another site has no such element for us. */
const onPhones = window.frameElement !== null;

let payload = root.dataset.start;
let spokenByShop = root.dataset.spoken;
let loaded = false;
let pressedAt = 0;

/** What can be done with a message. */
const chat = {
  shop,
  file: (reference) => `${base}/file/${reference}`,
  find: (id) => thread.find(id),
  goTo: (id) => scroller.goTo(thread.elementOf(id)),
  say: (text) => send('send', { text }, { text }),
  reply: (row) => composer.reply(row),
  ask: (kind) => sheets.ask(kind),
  retry: (id) => queue.retry(id),
  drop: (id) => queue.drop(id),
  press: pressKey,
  enlarge,
};

const previews = openPreviews();
const scroller = openScroller(shop);
const presence = openPresence(() => queue.run());
const thread = openThread({ list: byId('list'), unsentList: byId('unsent'), chat });
const queue = openQueue({ base, changed: showUnsent, done: whenSent, unreachable: () => feed.doubt() });
const sheets = openSheets(send);
const sight = openSight(base);
const composer = openComposer({ base, shop, send, ask: (kind) => sheets.ask(kind), toast });
speak(document);
showUnsent(queue.all());
const feed = openFeed({ base, listen: !framed, told, line: presence.line });
queue.run();

/** Everything a person does but presses goes this way. A link that brought them here is followed first, whatever they do first. */
function send(act, body, shown, file) {
  follow();
  queue.add(act, body, shown, file);
  presence.expect();
  scroller.stick();
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

async function pressKey(row, button, element) {
  if (element.classList.contains('busy')) return;
  element.classList.add('busy');
  pressedAt = Date.now();
  presence.expect();
  const { toast: words, error, lost } = await press(base, { data: button.data, messageId: row.id });
  element.classList.remove('busy');
  if (lost || error || words) presence.answered();
  if (lost || error || words) toast(lost ? word('noConnection') : (error ?? words));
  feed.hurry();
}

function whenSent(item, { error, toast: words }) {
  if (words) toast(words);
  if (error) presence.answered();
  if (error && !item.shown) toast(error);
  feed.hurry();
}

function showUnsent(items) {
  previews.put(items);
  thread.showUnsent(items);
  showWelcome();
}

/** What has come. The first batch is what was there before: it is not news, and is not read out. */
function told({ rows, more, language }, first) {
  if (language && language !== spokenByShop) follows(language);
  const { fresh, rewritten } = thread.take(rows);
  for (const row of rows) {
    if (row.mine) queue.arrived(row.id);
    if (row.removed) composer.forget(row.id);
  }
  if (more !== undefined) byId('earlier').hidden = !more;
  sight.shown(rows);
  if (fresh.length > 0 || rewritten) presence.answered();
  loaded = true;
  if (first) begin();
  else if (fresh.length > 0 || rewritten) notice(fresh.length);
  showWelcome();
}

function begin() {
  scroller.stick();
  requestAnimationFrame(() => byId('log').setAttribute('aria-live', 'polite'));
  const invited = payload !== '' && (base !== '/chat' || !thread.isEmpty());
  if (!invited) return;
  follow();
  presence.expect();
}

function notice(count) {
  if (count > 0 && Date.now() - pressedAt < ANSWERS_WITHIN_MS) scroller.stick();
  scroller.count(count);
  if (onPhones) parent.postMessage({ anna: 'news', count }, location.origin);
}

/** The shop began to speak another language to this person (they asked for it): the page follows, so that nothing is mixed. */
function follows(language) {
  const isFirst = spokenByShop === '';
  spokenByShop = language;
  if (isFirst || language === spoken()) return;
  root.lang = language;
  speak(document, language);
  presence.draw();
}

function showWelcome() {
  const isEmpty = loaded && thread.isEmpty() && queue.all().every((item) => !item.shown);
  byId('welcome').hidden = !isEmpty;
  const isStarting = queue.all().some((item) => item.act === 'start');
  byId('start').classList.toggle('busy', isStarting || !byId('typing').hidden);
}

byId('start').addEventListener('click', () => {
  if (Date.now() - pressedAt < ANSWERS_WITHIN_MS) return;
  pressedAt = Date.now();
  if (payload === '') queue.add('start', { payload: '' });
  follow();
  presence.expect();
});

async function showEarlier() {
  const button = byId('earlier');
  button.classList.add('busy');
  try {
    const answer = await fetch(`${base}/earlier?before=${thread.oldest()}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const { rows, more } = await answer.json();
    button.hidden = !more;
    scroller.keeping(() => thread.take(rows));
  } catch {
    toast(word('noConnection'));
  }
  button.classList.remove('busy');
}
byId('earlier').addEventListener('click', () => void showEarlier());
byId('reload').addEventListener('click', () => location.reload());

function enlarge(address) {
  byId('zoom').querySelector('img').src = address;
  byId('zoom').showModal();
}
byId('zoom').addEventListener('click', () => byId('zoom').close());

if (framed) root.classList.add('framed');
if (onPhones) {
  const seen = () => parent.postMessage({ anna: 'seen' }, location.origin);
  addEventListener('pointerdown', seen);
  addEventListener('focusin', seen);
}
