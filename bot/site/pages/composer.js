import { gist } from './bubble.js';
import { byId, memory } from './dom.js';
import { shrink } from './shrink.js';
import { speak, word } from './words.js';

const MOST_FILE_BYTES = 10 * 2 ** 20;

/** Where a person writes. `send(act, body, shown, file)` takes what is ready, `ask` opens the sheet of a kind, `toast` says what is wrong. */
export function openComposer({ base, shop, send, ask, toast }) {
  const form = byId('composer');
  const field = byId('field');
  const menu = byId('menu');
  const attach = byId('attach');
  const draft = memory(`anna ${base}`);
  let replyTo;

  field.value = draft.get('draft') ?? '';
  grow();

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) {
      send('send', { text, ...answering() }, { text, ...answering() });
      field.value = '';
      stopReplying();
      grow();
    }
    field.focus();
  });

  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && replyTo) stopReplying();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener('input', grow);
  field.addEventListener('paste', (event) => void takeFiles(event, event.clipboardData?.files));

  function grow() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
    form.classList.toggle('filled', field.value.trim() !== '');
    draft.set('draft', field.value || null);
  }

  const answering = () => (replyTo ? { replyTo } : {});

  function stopReplying() {
    replyTo = undefined;
    byId('replying').hidden = true;
  }

  byId('cancel-reply').addEventListener('click', () => {
    stopReplying();
    field.focus();
  });

  async function sendFile(file) {
    const ready = await shrink(file);
    if (ready.size > MOST_FILE_BYTES) return toast(word('tooLarge'));
    const text = field.value.trim().slice(0, 1000);
    const kind = ready.type.startsWith('image/') ? 'photo' : ready.type.startsWith('audio/') ? 'voice' : 'file';
    const shown = { kind, attached: 'unsent', name: ready.name, size: ready.size, ...(text && { text }), ...answering() };
    send('file', { caption: text, name: ready.name.slice(0, 200), ...answering() }, shown, ready);
    field.value = '';
    stopReplying();
    grow();
  }

  async function takeFiles(event, files) {
    if (!files || files.length === 0) return;
    event.preventDefault();
    for (const file of [...files].slice(0, 10)) await sendFile(file);
  }

  const picker = byId('picker');
  picker.addEventListener('change', (event) => {
    void takeFiles(event, [...picker.files]);
    picker.value = '';
  });
  addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
  addEventListener('drop', (event) => void takeFiles(event, event.dataTransfer?.files));

  const choices = { photo: () => picker.click(), place: () => ask('place'), contact: () => ask('contact') };
  attach.addEventListener('click', () => (menu.hidden ? openMenu() : closeMenu()));
  menu.addEventListener('click', (event) => {
    const choice = event.target.closest('[data-choice]');
    if (!choice) return;
    closeMenu();
    choices[choice.dataset.choice]();
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeMenu();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...menu.querySelectorAll('[data-choice]')];
    all.at((all.indexOf(document.activeElement) + step) % all.length)?.focus();
  });
  addEventListener('pointerdown', (event) => {
    if (!menu.hidden && !event.target.closest('#menu, #attach')) closeMenu(false);
  });

  function openMenu() {
    menu.hidden = false;
    attach.setAttribute('aria-expanded', 'true');
    menu.querySelector('[data-choice]').focus();
  }

  function closeMenu(back = true) {
    menu.hidden = true;
    attach.setAttribute('aria-expanded', 'false');
    if (back) attach.focus();
  }

  return {
    reply(row) {
      replyTo = row.id;
      const bar = byId('replying');
      const who = bar.querySelector('b');
      if (row.mine) who.setAttribute('data-word', 'you');
      else who.removeAttribute('data-word');
      who.textContent = row.mine ? word('you') : shop;
      bar.querySelector('.gist').replaceChildren(...gist(row));
      bar.hidden = false;
      speak(bar);
      field.focus();
    },
    forget(id) {
      if (replyTo === id) stopReplying();
    },
  };
}
