import { byId, el } from './dom.js';
import { language, speak, word } from './status-words.js';

/** How the order stands: asks again while somebody looks, and lets the client ask, move and cancel. */
const [, base] = /^(\/o\/[^/?]+)/.exec(location.pathname) ?? [];
const askEveryMs = 8000;
let shown;

speak();
for (const sheet of document.querySelectorAll('.sheet')) {
  sheet.querySelector('[data-closes]').addEventListener('click', () => sheet.close());
  sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());
}
byId('ask-open').addEventListener('click', () => open('ask'));
byId('cancel-open').addEventListener('click', () => open('cancel'));
byId('move-open').addEventListener('click', openMove);
handle('ask', { read: () => ({ text: byId('ask-text').value.trim() }), empty: 'needQuestion', done: 'asked' });
handle('cancel', { read: () => ({ reason: byId('cancel').querySelector(':checked')?.value }), empty: 'needReason', done: 'cancelled' });
handle('move', { read: () => ({ dueAt: Number(byId('move-slot').value) }), empty: 'noDays', done: 'moved' });

async function ask(path, body) {
  const init = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${base}/${path}?lang=${language}`, init ?? {});
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error ?? word('failed'));
  return told;
}

async function look() {
  const status = await ask('state').catch(() => undefined);
  if (!status || JSON.stringify(status) === JSON.stringify(shown)) return;
  shown = status;
  draw(status);
}

function draw({ stage, steps, items, when, where, money, mayChange, outcome, reasons, onward }) {
  byId('stage').textContent = stage;
  byId('when').textContent = when;
  byId('where').textContent = where;
  byId('money').textContent = money;
  byId('steps').replaceChildren(...steps.map(step));
  byId('steps').hidden = outcome === 'lost';
  byId('items').replaceChildren(...items.map((line) => el('li', {}, line)));
  byId('ways').hidden = false;
  byId('move-open').hidden = !mayChange;
  byId('cancel-open').hidden = !mayChange;
  byId('note').textContent = outcome === 'open' && !mayChange ? word('tooLate') : '';
  if (byId('links').children.length === 1) byId('links').append(...onward.map(messenger));
  if (byId('reasons').children.length === 0) byId('reasons').replaceChildren(...Object.entries(reasons).map(reason));
}

const step = ({ title, state }) =>
  el(`li.${{ done: 'done-step', here: 'here', ahead: 'ahead' }[state]}`, state === 'here' ? { 'aria-current': 'step' } : {}, title);

/** Whose order it is the server knows by the chat of this browser; the order's own link comes along for others. */
const messenger = (to) =>
  el('a.chat', { href: `/chat/on/${to}?order=${base.slice('/o/'.length)}&lang=${language}`, rel: 'noopener' }, word(to));

const reason = ([key, label]) => el('label.pill', {}, el('input', { type: 'radio', name: 'reason', value: key }), el('span', {}, label));

function open(name) {
  byId(name).querySelector('.problem').textContent = '';
  byId(name).showModal();
}

/** One sheet: sends what was filled in, says what came of it, and looks anew; with nothing filled in it says what is missing. */
function handle(name, { read, empty, done }) {
  const form = byId(name).querySelector('form');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const problem = form.querySelector('.problem');
    const button = form.querySelector('[type=submit]');
    const filled = read();
    problem.textContent = Object.values(filled).every(Boolean) ? '' : word(empty);
    if (problem.textContent) return;
    button.disabled = true;
    try {
      await ask(name, filled);
      byId(name).close();
      form.reset();
      byId('said').textContent = word(done);
      await look();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
}

async function openMove() {
  open('move');
  const problem = byId('move').querySelector('.problem');
  try {
    const { days } = await ask('days');
    byId('move-day').replaceChildren(...days.map(({ label }, index) => el('option', { value: index }, label)));
    const slots = () => days[Number(byId('move-day').value)]?.slots ?? [];
    const drawSlots = () => byId('move-slot').replaceChildren(...slots().map(({ from, label }) => el('option', { value: from }, label)));
    byId('move-day').onchange = drawSlots;
    drawSlots();
    if (days.length === 0) problem.textContent = word('noDays');
  } catch (error) {
    problem.textContent = error.message;
  }
}

await look();
setInterval(() => !document.hidden && look(), askEveryMs);
document.addEventListener('visibilitychange', () => !document.hidden && look());
