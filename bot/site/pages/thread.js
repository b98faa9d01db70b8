import { bubble } from './bubble.js';
import { el } from './dom.js';
import { dateOf, speak } from './words.js';

/** The messages on the page: known by id, in the order of their time, with what is not sent yet at the end. */
export function openThread({ list, unsentList, chat }) {
  const rows = new Map();
  const order = [];

  const before = (a, b) => a.at - b.at || Number(b.mine) - Number(a.mine) || a.order - b.order;

  function put(row) {
    const known = rows.get(row.id);
    if (row.removed) return known && forget(known);
    const element = bubble(row, chat);
    const entry = { ...row, element };
    rows.set(row.id, entry);
    if (known) replace(known, entry);
    else insert(entry);
  }

  function forget(entry) {
    rows.delete(entry.id);
    order.splice(order.indexOf(entry), 1);
    entry.element.remove();
  }

  /** A rewritten message keeps its place, and the focus if it was inside. */
  function replace(known, entry) {
    entry.at = known.at;
    order[order.indexOf(known)] = entry;
    const hadFocus = known.element.contains(document.activeElement);
    if (!known.mine) entry.element.classList.add('rewritten');
    known.element.replaceWith(entry.element);
    if (hadFocus) entry.element.querySelector('.key, .reply')?.focus({ preventScroll: true });
  }

  function insert(entry) {
    let at = order.length;
    while (at > 0 && before(entry, order[at - 1]) < 0) at -= 1;
    list.insertBefore(entry.element, order[at]?.element ?? null);
    order.splice(at, 0, entry);
  }

  /** What depends on the neighbours: a new day, a run of one side, and whether a question still waits for its answer. */
  function arrange() {
    let last;
    for (const entry of order) {
      const newDay = !last || dateOf(last.at) !== dateOf(entry.at);
      markDay(entry, newDay);
      entry.element.classList.toggle('follows', !newDay && last?.mine === entry.mine && entry.at - last.at < 300_000);
      last = entry;
    }
    const present = order.findLastIndex((entry) => entry.mine || entry.body.request);
    order.forEach((entry, index) => {
      entry.element.classList.toggle('answered', index < present);
    });
  }

  function markDay(entry, newDay) {
    const mark = entry.element.previousElementSibling?.matches('.day') ? entry.element.previousElementSibling : undefined;
    if (mark && !newDay) mark.remove();
    if (mark || !newDay) return;
    const day = el('li.day', {}, el('span', { 'data-day': entry.at }));
    speak(day);
    entry.element.before(day);
  }

  return {
    /** Answers which of them are new words of the other side, and whether anything of theirs was rewritten. */
    take(batch) {
      const fresh = batch.filter((row) => !row.removed && !row.mine && !rows.has(row.id));
      const rewritten = batch.some((row) => !row.removed && !row.mine && rows.has(row.id));
      for (const row of batch) put(row);
      for (const day of list.querySelectorAll('.day')) if (!day.nextElementSibling || day.nextElementSibling.matches('.day')) day.remove();
      arrange();
      return { fresh, rewritten };
    },
    showUnsent(items) {
      const shown = items.filter((item) => item.shown && !rows.has(item.id));
      const elements = shown.map((item) => bubble({ id: item.id, mine: true, at: item.at, body: item.shown }, chat, item));
      unsentList.replaceChildren(...elements);
    },
    find: (id) => rows.get(id),
    isEmpty: () => order.length === 0,
    oldest: () => order.reduce((least, entry) => Math.min(least, entry.order), Infinity),
    elementOf: (id) => rows.get(id)?.element,
  };
}
