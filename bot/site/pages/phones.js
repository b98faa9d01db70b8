import { byId, el } from './dom.js';
import { speak, spoken, word } from './words.js';

const row = byId('phones');
const tabs = byId('roles');
const phones = JSON.parse(document.documentElement.dataset.phones);

const seats = phones.map(seat);
row.append(...seats.map(({ phone }) => phone));
tabs.append(...seats.map(({ tab }) => tab));
speak(document);
for (const button of document.querySelectorAll('[data-language]'))
  button.setAttribute('aria-pressed', String(button.dataset.language === spoken()));

/** One phone with its tab. Its chat runs in a frame with a cookie of its own, so everybody here is really somebody else. */
function seat({ address, role, title, name }, index) {
  const number = phones.slice(index).filter((each) => each.role === 'client').length;
  const isExtra = role === 'client' && phones.filter((each) => each.role === 'client').length > 1;
  const words = `${title[spoken()]}${isExtra ? ` ${number}` : ''}`;
  const called = typeof name === 'string' ? name : name[spoken()];

  const frame = el('iframe', { src: `/chat/as/${address}?lang=${spoken()}`, title: `${words}: ${called}`, allow: 'geolocation' });
  const badges = [el('span.badge', { hidden: true }), el('span.badge', { hidden: true })];
  const caption = el('figcaption', {}, el('span.role', {}, words), el('span.name', {}, called), badges[0]);
  const phone = el(`figure.phone.${role}`, {}, caption, el('div.case', {}, frame));
  const tab = el('button', { type: 'button', click: () => show(phone) }, words, badges[1]);

  let unread = 0;
  const see = () => {
    unread = 0;
    phone.classList.remove('news');
    count();
  };
  const count = () => {
    for (const badge of badges) {
      badge.hidden = unread === 0;
      badge.textContent = String(unread);
      badge.setAttribute('aria-label', `${unread} ${word('unread')}`);
    }
    tab.classList.toggle('news', unread > 0);
  };
  const news = (more) => {
    if (document.activeElement === frame && document.hasFocus()) return;
    unread += more;
    count();
    phone.classList.remove('news');
    void phone.offsetWidth; // so that the glow begins anew
    phone.classList.add('news');
  };

  addEventListener('message', ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== location.origin) return;
    if (data?.anna === 'news') news(data.count);
    if (data?.anna === 'seen') see();
  });
  phone.addEventListener('click', see);
  return { phone, tab, see };
}

function show(phone) {
  phone.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
  seats.find((each) => each.phone === phone)?.see();
}

const IN_SIGHT = 0.7;
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, intersectionRatio } of entries) {
      const tab = seats.find(({ phone }) => phone === target)?.tab;
      const inSight = intersectionRatio >= IN_SIGHT;
      tab?.classList.toggle('shown', inSight);
      if (inSight && narrow.matches) tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
    }
  },
  { root: row, threshold: [0, IN_SIGHT] },
);
const narrow = matchMedia('(max-width: 640px)');
for (const { phone } of seats) watcher.observe(phone);

async function addClient() {
  const { address } = await post('/phones/client', {});
  const clients = phones.map((each) => each.address).filter((each) => each.startsWith('demo-client-'));
  go({ clients: [address, ...clients].join(',') });
}
byId('new').addEventListener('click', () => void addClient());

async function speakAll(language) {
  await post('/phones/language', { language });
  go({ lang: language });
}
for (const button of document.querySelectorAll('[data-language]'))
  button.addEventListener('click', () => void speakAll(button.dataset.language));

async function post(path, body) {
  const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return answer.json();
}

function go(changes) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value);
  location.assign(address);
}
