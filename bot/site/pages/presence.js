import { byId } from './dom.js';
import { word } from './words.js';

/** What stands under the shop's name: whether the line is open, and whether an answer is on its way. `opened` is called when the line is back. */
export function openPresence(opened) {
  let line = 'connecting';
  let timer;

  function draw() {
    const key = line !== 'open' ? 'connecting' : byId('typing').hidden ? 'online' : 'typing';
    const state = byId('state');
    state.dataset.word = key;
    state.textContent = word(key);
    state.classList.toggle('away', line !== 'open');
    byId('offline-words').textContent = word(line === 'ended' ? 'ended' : 'lost');
  }

  function showTyping(isTyping) {
    clearTimeout(timer);
    byId('typing').hidden = !isTyping || line !== 'open';
    draw();
  }

  return {
    draw,
    line(state) {
      const isBack = state === 'open' && line !== 'open';
      line = state;
      byId('offline').hidden = state !== 'lost' && state !== 'ended';
      byId('reload').hidden = state !== 'ended';
      draw();
      if (isBack) opened();
    },
    /** Three dots until there is an answer; a person may take longer than we can promise, so they go after a while. */
    expect() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        showTyping(true);
        timer = setTimeout(showTyping, 6000, false);
      }, 350);
    },
    answered: () => showTyping(false),
  };
}
