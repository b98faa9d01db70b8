import { byId } from './dom.js';

/** Keeps the end of the conversation in sight, unless the person went up to read; then it counts what they have not seen. */
export function openScroller(shop) {
  const scroll = byId('scroll');
  let stuck = true;
  let lastTop = 0;
  let unseen = 0;

  function draw() {
    byId('down').hidden = stuck;
    byId('down-count').textContent = unseen > 0 ? String(unseen) : '';
    document.title = unseen > 0 ? `(${unseen}) ${shop}` : shop;
  }

  function look() {
    if (stuck && !document.hidden) unseen = 0;
    draw();
  }

  function stick() {
    stuck = true;
    scroll.scrollTop = scroll.scrollHeight;
  }

  // Only a person going up lets go of the end: a picture that loads moves it too.
  scroll.addEventListener('scroll', () => {
    if (scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60) stuck = true;
    else if (scroll.scrollTop < lastTop) stuck = false;
    lastTop = scroll.scrollTop;
    look();
  });
  const observer = new ResizeObserver(() => stuck && stick());
  observer.observe(byId('content'));
  observer.observe(scroll);
  document.addEventListener('visibilitychange', look);
  byId('down').addEventListener('click', () => scroll.scrollTo({ top: scroll.scrollHeight, behavior: 'smooth' }));

  return {
    stick,
    count(messages) {
      if (!stuck || document.hidden) unseen += messages;
      draw();
    },
    /** Older messages are put above, and what is read stays where it is. */
    keeping(change) {
      const fromBottom = scroll.scrollHeight - scroll.scrollTop;
      change();
      scroll.scrollTop = scroll.scrollHeight - fromBottom;
      lastTop = scroll.scrollTop;
    },
    goTo(element) {
      element?.scrollIntoView({ behavior: 'smooth', block: 'center' });
      element?.classList.remove('found');
      requestAnimationFrame(() => element?.classList.add('found'));
    },
  };
}
