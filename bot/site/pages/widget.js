/**
 * Anna's chat and order form on any page:
 *   <script async src="https://anna.example/widget.js" data-show="chat"></script>
 *
 * data-show    chat (default) or order
 * data-inline  shows it in the page, where the script stands, instead of behind a button
 * data-label   words on the button                 data-lang    ru or en; the page's language unless told
 * data-color   colour of the button, as #0b7a6e    data-side    left or right (default)
 * data-source  code of a source: where these clients come from
 *
 * It lives in a shadow root and makes its styles and frame by the DOM alone, so a strict policy needs no more than
 * `script-src` and `frame-src` with Anna's address.
 */
(() => {
  const script = document.currentScript;
  if (!script?.src) return;
  const origin = new URL(script.src).origin;
  const given = script.dataset;
  const language = /^(ru|en)$/.test(given.lang ?? '')
    ? given.lang
    : /^ru\b/i.test(document.documentElement.lang || navigator.language)
      ? 'ru'
      : 'en';
  const words = {
    ru: { chat: 'Написать нам', order: 'Сделать заказ', close: 'Закрыть', title: { chat: 'Чат', order: 'Форма заказа' } },
    en: { chat: 'Write to us', order: 'Place an order', close: 'Close', title: { chat: 'Chat', order: 'Order form' } },
  }[language];
  const show = given.show === 'order' ? 'order' : 'chat';
  const color = /^#[0-9a-f]{3,8}$/i.test(given.color ?? '') ? given.color : '#0b7a6e';
  const side = given.side === 'left' ? 'left' : 'right';

  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    [hidden] { display: none !important; }
    button { font: 600 16px/1 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; border: 0; cursor: pointer; color: #fff; background: ${color}; }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; }
    .open { position: fixed; ${side}: 20px; bottom: 20px; z-index: 2147483000; display: flex; align-items: center; gap: 10px; min-height: 56px;
      padding: 0 22px 0 18px; border-radius: 28px; box-shadow: 0 8px 28px rgb(0 0 0 / 24%); }
    .open:hover { filter: brightness(1.08); }
    svg { width: 24px; height: 24px; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .panel { position: fixed; ${side}: 20px; bottom: 20px; z-index: 2147483001; width: ${show === 'order' ? 480 : 400}px; max-width: calc(100vw - 40px);
      height: min(720px, calc(100vh - 40px)); height: min(720px, calc(100dvh - 40px)); border-radius: 20px; overflow: hidden; background: #fff;
      box-shadow: 0 16px 60px rgb(0 0 0 / 30%); display: flex; flex-direction: column; }
    .shut { flex: none; display: flex; align-items: center; justify-content: space-between; height: 44px; padding: 0 16px; width: 100%; }
    iframe { flex: 1; width: 100%; border: 0; background: #fff; }
    .inline { display: block; width: 100%; height: min(860px, 92vh); border-radius: 16px; }
    @media (max-width: 520px) {
      .panel { inset: 0; width: auto; max-width: none; height: auto; border-radius: 0; }
    }
  `);
  root.adoptedStyleSheets = [sheet];

  const frame = document.createElement('iframe');
  frame.title = words.title[show];
  frame.allow = 'geolocation; microphone; camera; clipboard-write';
  const address = new URL(`/${show}`, origin);
  address.search = new URLSearchParams({
    embed: '',
    lang: language,
    ...(given.source && (show === 'order' ? { src: given.source } : { start: `src-${given.source}` })),
  });

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const picture = (path) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    line.setAttribute('d', path);
    svg.append(line);
    return svg;
  };

  function beside() {
    const chat = 'M4 5.5h16v11H9.5L4.5 20.5v-4H4z';
    const cake = 'M4 20h16v-7.5H4zM4 15.5h16M8 12.5v-3m4 3v-3m4 3v-3M8 6.5v-.1m4 .1v-.1m4 .1v-.1';
    const open = element('button', { class: 'open', type: 'button', 'aria-expanded': 'false' }, picture(show === 'order' ? cake : chat));
    open.append(given.label || words[show]);
    const shut = element(
      'button',
      { class: 'shut', type: 'button', 'aria-label': words.close },
      given.label || words[show],
      picture('m6.5 6.5 11 11m0-11-11 11'),
    );
    const panel = element('div', { class: 'panel', role: 'dialog', 'aria-label': frame.title, hidden: '' }, shut, frame);
    const turn = (on) => {
      if (on && !frame.src) frame.src = address.href;
      panel.hidden = !on;
      open.hidden = on;
      open.setAttribute('aria-expanded', String(on));
      (on ? shut : open).focus();
    };
    open.addEventListener('click', () => turn(true));
    shut.addEventListener('click', () => turn(false));
    host.addEventListener('keydown', (event) => event.key === 'Escape' && turn(false));
    root.append(open, panel);
    document.body.append(host);
  }

  /** A height of its own and not that of the whole form: what opens in it has to stand where people look. */
  function inside() {
    frame.className = 'inline';
    frame.src = address.href;
    root.append(frame);
    if (script.closest('body')) script.after(host);
    else document.body.append(host);
  }

  const begin = 'inline' in given ? inside : beside;
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin);
})();
