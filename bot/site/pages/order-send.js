import { byId, el } from './dom.js';
import { takeNearest } from './order-calendar.js';
import { change, draft, forget, renew } from './order-draft.js';
import { wish } from './order-item.js';
import { ask } from './order-net.js';
import { language, word } from './order-words.js';
import { keepSession, keptSession } from './session.js';

const page = document.documentElement.dataset;
const fields = ['items', 'due', 'fulfilment', 'address', 'name', 'phone', 'consent'];

/** What is still missing, in the order of the page. */
const missing = {
  items: () => draft.items.length === 0 && 'needItems',
  due: () => draft.dueAt === null && 'needDue',
  fulfilment: () => draft.fulfilment === '' && 'needFulfilment',
  address: () => draft.fulfilment === 'delivery' && draft.address.replace(/[^\p{L}\p{N}]/gu, '').length < 4 && 'needAddress',
  name: () => !/\p{L}/u.test(draft.name) && 'needName',
  phone: () => (draft.phone.match(/\d/g) ?? []).length < 5 && 'needPhone',
  consent: () => !draft.consent && 'needConsent',
};

/** What to show of a field that is no input. */
const parts = { items: 'part-items', due: 'part-due', fulfilment: 'h-place' };

/** The first thing that is still missing, or nothing. */
export const firstMissing = () => fields.find((field) => missing[field]());

/** Leads to a field. */
export function lead(field) {
  const look = byId(parts[field] ?? field);
  look?.scrollIntoView({ behavior: 'smooth', block: parts[field] ? 'start' : 'center' });
  if (!parts[field]) look?.focus({ preventScroll: true });
}

function say(field, words) {
  const problem = byId(`problem-${field}`);
  if (problem) problem.textContent = words;
}

/** Takes back what was said about fields that are filled in now. */
export function forgive(names) {
  const meant = names.map((name) => (name === 'dueAt' ? 'due' : name));
  for (const field of fields.filter((each) => meant.includes(each) && !missing[each]())) say(field, '');
}

const clear = () => {
  for (const each of document.querySelectorAll('.problem')) each.textContent = '';
};

export async function send() {
  clear();
  byId('taken').hidden = true;
  const gaps = fields.filter((field) => missing[field]());
  for (const field of gaps) say(field, word(missing[field]()));
  if (gaps.length > 0) return lead(gaps[0]);
  busy(true);
  try {
    done(await ask('/chat/order', await filled()));
  } catch (error) {
    await explain(error);
  } finally {
    busy(false);
  }
}

function busy(on) {
  byId('send').disabled = on;
  byId('send').firstElementChild.textContent = word(on ? 'sending' : 'send');
}

/** The proof of work over this ticket, no sooner than the shop believes in a person; begun with the first thing chosen, so that nobody waits for it. */
let work = { ticket: undefined, done: undefined };
export function beginWork() {
  if (work.ticket === draft.ticket) return work.done;
  const done = Promise.all([count(draft.ticket), pause(Number(page.wait))]).then(([counted]) => counted);
  work = { ticket: draft.ticket, done };
  // The next press begins anew; whoever waits for this one hears of it.
  done.catch(() => {
    work = { ticket: undefined, done: undefined };
  });
  return done;
}

function count(ticket) {
  const worker = new Worker(new URL('order-work.js', import.meta.url), { type: 'module' });
  const counted = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
  });
  worker.postMessage({ ticket, zeros: Number(page.zeros) });
  return counted.finally(() => worker.terminate());
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function filled() {
  const { ticket, fulfilment, address, dueAt, name, phone, wishes, allergies, allergyText, allergyConsent, consent, photos, from } = draft;
  return {
    ...{ ticket, work: await beginWork(), website: byId('website').value, language, items: draft.items.map(wish), ...from },
    ...{ fulfilment, address, dueAt, name, phone, wishes, allergyText, allergyConsent, consent, photos, allergies: allergies || 'unsaid' },
    ...(page.embedded && { session: keptSession() ?? '' }),
  };
}

async function explain({ status, told = {} }) {
  const { why, field, nearest } = told;
  if (status === 400 && (field === 'ticket' || field === 'work')) {
    await renew().catch(() => {});
    void beginWork();
    byId('problem-send').textContent = word('stale');
  } else if (status === 409) offer(why, nearest);
  else if (field) {
    say(field, why);
    lead(field);
  } else byId('problem-send').textContent = told.error ?? why ?? word('failed');
}

/** The time was taken meanwhile: everything else stays, and one press takes the nearest free one. */
function offer(why, nearest) {
  byId('taken').hidden = false;
  byId('taken-why').textContent = nearest ? why : `${why} ${word('noNearest')}`;
  const button = byId('take-nearest');
  button.hidden = !nearest;
  if (nearest) {
    button.textContent = word('nearest', nearest.label);
    button.onclick = () => {
      takeNearest(nearest);
      void send();
    };
  }
  change({ dueAt: null, dueLabel: '' });
  byId('taken').scrollIntoView({ behavior: 'smooth', block: 'center' });
  if (nearest) button.focus({ preventScroll: true });
}

function done({ number, lines, total, link, onward, session }) {
  if (session) keepSession(session);
  forget();
  byId('page').hidden = true;
  byId('bar').hidden = true;
  byId('done-title').textContent = word('doneTitle', number);
  byId('done-lines').replaceChildren(...lines.map((line) => el('li', {}, line)));
  byId('done-total').textContent = total;
  Object.assign(byId('done-link'), { href: `${link}?lang=${language}`, ...(page.embedded && { target: '_blank', rel: 'noopener' }) });
  byId('onward').hidden = onward.length === 0;
  byId('onward').replaceChildren(...onward.map(({ to, url }) => el('a.soft', { href: url, target: '_blank', rel: 'noopener' }, word(to))));
  byId('done').hidden = false;
  scrollTo(0, 0);
  byId('done').focus();
}

byId('again').addEventListener('click', () => location.reload());
