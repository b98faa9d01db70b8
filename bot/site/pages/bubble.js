import { el, icon } from './dom.js';
import { plain, rich } from './text.js';
import { speak } from './words.js';

/**
 * One message as a list item. `chat` is what can be done with it: find, say, press, reply, ask, enlarge, retry, drop, goTo.
 * `unsent` is there while it is still on its way.
 */
export function bubble(row, chat, unsent) {
  const { mine, body, at } = row;
  const parts = [
    ...quote(body, chat),
    ...picture(row, chat, unsent),
    ...sound(body, chat, unsent),
    ...document_(body, chat, unsent),
    ...placeLink(body),
    ...contact(body),
    ...(body.text ? [el('span.text', {}, ...rich(body.text, mine ? undefined : chat.say))] : []),
    el('span.meta', {}, el('time', { 'data-time': at, datetime: new Date(at).toISOString() }), ...(mine ? [status(unsent)] : [])),
  ];
  const looks = ['row', mine ? 'mine' : 'theirs', ...(isBare(body) ? ['bare'] : []), ...(unsent ? [unsent.state] : [])];
  const item = el(
    `li.${looks.join('.')}`,
    { 'data-id': row.id },
    el('div.stack', {}, el('div.bubble', {}, ...parts), ...requestKey(body, chat), ...keys(row, chat), ...trouble(unsent, chat)),
    ...(unsent ? [] : [el('button.reply', { type: 'button', 'data-label': 'reply', click: () => chat.reply(row) }, icon('reply'))]),
  );
  speak(item);
  return item;
}

/** In a line: what a message is about, for quotes and for people who listen. */
export function gist({ body }) {
  const text = plain(body.text).trim();
  if (text) return [text.slice(0, 140)];
  const key =
    body.picture || body.kind === 'photo'
      ? 'picture'
      : body.kind === 'voice'
        ? 'voice'
        : body.attached
          ? 'file'
          : body.place
            ? 'place'
            : 'contact';
  return [el('span', { 'data-word': key })];
}

/** A picture alone needs no paper around it. */
const isBare = (body) => (body.picture || body.kind === 'photo') && !body.text && !body.replyTo;

function quote(body, chat) {
  const answered = body.replyTo && chat.find(body.replyTo);
  if (!answered) return [];
  const who = answered.mine ? el('b', { 'data-word': 'you' }) : el('b', {}, chat.shop);
  return [el('button.quote', { type: 'button', click: () => chat.goTo(answered.id) }, who, el('span', {}, ...gist(answered)))];
}

function picture({ id, body }, chat, unsent) {
  const reference = body.picture ?? (body.kind === 'photo' ? body.attached : undefined);
  if (!reference) return [];
  const address = unsent?.preview ?? chat.file(reference);
  const image = el('img', { src: address, alt: '', loading: 'eager', decoding: 'async' });
  image.addEventListener('error', () => image.closest('.photo')?.classList.add('gone'));
  return [el('button.photo', { type: 'button', 'data-label': 'enlarge', 'data-of': id, click: () => chat.enlarge(address) }, image)];
}

function sound(body, chat, unsent) {
  if (body.kind !== 'voice' || unsent) return [];
  return [el('audio', { controls: true, preload: 'metadata', src: chat.file(body.attached), 'data-label': 'voice' })];
}

const savedAs = (address, name) => (name ? `${address}?name=${encodeURIComponent(name)}` : address);

function document_(body, chat, unsent) {
  const shown = body.kind === 'file' || (unsent && body.kind === 'voice');
  if (!shown) return [];
  const name = el('span.name', body.name ? {} : { 'data-word': 'file' }, ...(body.name ? [body.name] : []));
  const size = el('span.size', { 'data-size': body.size });
  const inside = [el('span.disc', {}, icon('file')), el('span.what', {}, name, size)];
  return [
    unsent
      ? el('span.attached', {}, ...inside)
      : el('a.attached', { href: savedAs(chat.file(body.attached), body.name), download: body.name ?? '' }, ...inside),
  ];
}

function placeLink({ place }) {
  if (!place) return [];
  const { latitude, longitude } = place;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  const words = el(
    'span.what',
    {},
    el('span.name', { 'data-word': 'map' }),
    el('span.size', {}, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`),
  );
  const picture = el('span.sketch', { 'aria-hidden': 'true' }, icon('place'));
  return [el('a.place', { href, target: '_blank', rel: 'noopener noreferrer' }, picture, el('span.way', {}, words, icon('out')))];
}

function contact({ contact: phone }) {
  if (!phone) return [];
  return [
    el(
      'span.attached',
      {},
      el('span.disc', {}, icon('phone')),
      el('span.what', {}, el('span.name', {}, phone), el('span.size', { 'data-word': 'myPhone' })),
    ),
  ];
}

function status(unsent) {
  const state = unsent?.state ?? 'sent';
  const looks = { waiting: 'clock', sent: 'check', failed: 'alert' };
  const words = el('span.aside', { 'data-word': state });
  return el(`span.status.${state}`, {}, icon(looks[state]), words);
}

function keys(row, chat) {
  const lines = row.body.buttons ?? [];
  if (lines.length === 0) return [];
  return [el('div.keys', { role: 'group' }, ...lines.map((line) => el('div.line', {}, ...line.map((button) => key(button, row, chat)))))];
}

function key(button, row, chat) {
  if (button.url) return el('a.key', { href: safe(button.url), target: '_blank', rel: 'noopener noreferrer' }, button.label, icon('out'));
  // The second click of a double one falls on what has meanwhile taken the button's place, and is not meant for it.
  const press = ({ detail }) => detail < 2 && chat.press(row, button, element);
  const element = el('button.key', { type: 'button', click: press }, el('span', {}, button.label));
  return element;
}

/** An address that would run as code leads nowhere. */
const safe = (address) => (/^(https?:|tel:|mailto:|\/(?!\/))/i.test(address) ? address : '#');

function requestKey({ request }, chat) {
  if (!request) return [];
  const name = request.kind === 'contact' ? 'phone' : 'place';
  const label = request.label.replace(/^\p{Extended_Pictographic}\uFE0F?\s*/u, ''); // our icon says the same
  return [el('button.ask', { type: 'button', click: () => chat.ask(request.kind) }, icon(name), el('span', {}, label))];
}

function trouble(unsent, chat) {
  if (unsent?.state !== 'failed') return [];
  const retry = el('button', { type: 'button', 'data-word': 'retry', click: () => chat.retry(unsent.id) });
  const drop = el('button', { type: 'button', 'data-word': 'remove', click: () => chat.drop(unsent.id) });
  return [el('p.trouble', { role: 'alert' }, el('span', {}, unsent.error), retry, drop)];
}
