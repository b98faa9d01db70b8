import { byId, el } from './dom.js';
import { change, draft } from './order-draft.js';
import { ask, latest } from './order-net.js';
import { language, word } from './order-words.js';

/** The days that are really free for what was chosen, month by month, and the windows of the chosen one. */
const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
const monthName = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
const dayName = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const at = (day) => new Date(`${day}T12:00:00Z`);

let free;
let month;

const fetchDays = latest(() => ask(`/order/days?products=${[...new Set(draft.items.map(({ productId }) => productId))]}`), 60);

/** Asks anew which days are free; a chosen time that is no longer among them is let go, one that is says its day in the language of the page. */
export async function showDays() {
  if (draft.items.length === 0) return draw();
  const answer = await fetchDays();
  if (!answer) return;
  free = answer;
  const slot = slotsOf(draft.day).find(({ from }) => from === draft.dueAt);
  if (slot && draft.dueLabel !== labelOf(slot)) take(slot);
  if (draft.dueAt !== null && !slot) change({ dueAt: null, dueLabel: '' });
  const months = monthsOf();
  if (!months.includes(month)) month = (draft.day ?? free.days[0]?.day ?? free.first).slice(0, 7);
  draw();
}

const slotsOf = (day) => free?.days.find((each) => each.day === day)?.slots ?? [];

const monthsOf = () => {
  const months = [];
  for (let each = free.first.slice(0, 7); each <= free.last.slice(0, 7); each = moved(each, 1)) months.push(each);
  return months;
};

function moved(from, by) {
  const date = at(`${from}-15`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

function draw() {
  const isEmpty = draft.items.length === 0;
  byId('due-hint').textContent = word(isEmpty ? 'whenFirst' : free?.days.length === 0 ? 'noDays' : 'freeOnly');
  byId('calendar').replaceChildren(...(isEmpty || !free ? [] : [head(), grid()]));
  const slots = isEmpty ? [] : slotsOf(draft.day);
  byId('slots').hidden = slots.length === 0;
  byId('slots-title').textContent = draft.day ? `${dayName.format(at(draft.day))}: ${word('slots').toLowerCase()}` : '';
  byId('slot-list').replaceChildren(...slots.map(pill));
}

function head() {
  const months = monthsOf();
  const turn = (by, label, sign) =>
    el(
      'button.round',
      {
        type: 'button',
        'aria-label': word(label),
        disabled: !months.includes(moved(month, by)),
        click: () => {
          month = moved(month, by);
          draw();
          byId('calendar')
            .querySelector(`[aria-label="${word(label)}"]`)
            ?.focus();
        },
      },
      sign,
    );
  return el(
    'div.month',
    {},
    turn(-1, 'back', '‹'),
    el('b', { 'aria-live': 'polite' }, monthName.format(at(`${month}-15`))),
    turn(1, 'forth', '›'),
  );
}

function grid() {
  const first = at(`${month}-01`);
  const count = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const before = (first.getUTCDay() + 6) % 7;
  const names = Array.from({ length: 7 }, (_, i) => el('span.weekday', { 'aria-hidden': 'true' }, weekday.format(at(`2024-01-0${i + 1}`))));
  const blanks = Array.from({ length: before }, () => el('span'));
  const days = Array.from({ length: count }, (_, i) => cell(`${month}-${String(i + 1).padStart(2, '0')}`, i + 1));
  return el('div.days', {}, ...names, ...blanks, ...days);
}

function cell(day, number) {
  const isFree = slotsOf(day).length > 0;
  const label = `${dayName.format(at(day))}${isFree ? '' : `, ${word('busy')}`}`;
  return el(
    'button.day',
    {
      type: 'button',
      disabled: !isFree,
      'aria-label': label,
      'aria-pressed': String(draft.day === day),
      'data-day': day,
      click: () => choose(day),
    },
    String(number),
  );
}

function choose(day) {
  const [only, ...others] = slotsOf(day);
  change({ day, dueAt: null, dueLabel: '' });
  if (only && others.length === 0) take(only);
  draw();
  byId('calendar').querySelector(`[data-day="${day}"]`)?.focus();
}

const take = (slot) => change({ dueAt: slot.from, dueLabel: labelOf(slot) });

const labelOf = ({ label }) => `${dayName.format(at(draft.day))}, ${label}`;

const pill = (slot) =>
  el(
    'label.pill',
    {},
    el('input', { type: 'radio', name: 'slot', value: String(slot.from), checked: draft.dueAt === slot.from, change: () => take(slot) }),
    el('span', {}, slot.label),
  );

/** The nearest time that the shop offered in place of one that was taken. */
export function takeNearest({ day, from, label }) {
  month = day.slice(0, 7);
  change({ day, dueAt: from, dueLabel: label });
}
