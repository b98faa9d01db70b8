/**
 * Brings what is new, in order, and says how the line is: `connecting`, `open`, `lost`, `ended`.
 * An open page listens to server-sent events. A hidden one asks now and then, and so do the phones of the demo: a browser keeps at most six
 * connections to one server, and six listening frames would leave none to send by.
 */
export function openFeed({ base, listen, told, line }) {
  let revision;
  let source;
  let timer;
  let lastSign = 0;
  let failures = 0;
  let turn = 0;
  let hurries = 0;

  const wantsStream = () => listen && !document.hidden;

  function take(batch) {
    const first = revision === undefined;
    revision = batch.revision;
    failures = 0;
    line('open');
    told(batch, first);
  }

  function restart() {
    turn += 1;
    clearTimeout(timer);
    source?.close();
    source = undefined;
    if (wantsStream()) openStream();
    else void ask();
  }

  function openStream() {
    source = new EventSource(`${base}/events${revision === undefined ? '' : `?after=${revision}`}`);
    lastSign = Date.now();
    source.addEventListener('open', sign);
    source.addEventListener('beat', sign);
    source.addEventListener('rows', (event) => {
      sign();
      take(JSON.parse(event.data));
    });
    source.addEventListener('error', broken);
    timer = setTimeout(listenForSilence, 5000);
  }

  function sign() {
    lastSign = Date.now();
    failures = 0;
    line('open');
  }

  function listenForSilence() {
    if (Date.now() - lastSign > SILENCE_MS) broken();
    else timer = setTimeout(listenForSilence, 5000);
  }

  function broken() {
    turn += 1;
    source?.close();
    source = undefined;
    failed();
  }

  /** A plain request tells why, and brings what was missed; the stream comes back after it. */
  function failed() {
    failures += 1;
    line(failures > 1 ? 'lost' : 'connecting');
    clearTimeout(timer);
    timer = setTimeout(ask, Math.min(500 * 2 ** failures, 8000));
  }

  /** Only the latest question counts: an answer that comes after another was asked is asked for again anyway. */
  async function ask() {
    clearTimeout(timer);
    turn += 1;
    const mine = turn;
    try {
      const answer = await fetch(`${base}/updates${revision === undefined ? '' : `?after=${revision}`}`, {
        signal: AbortSignal.timeout(15_000),
      });
      if (mine !== turn) return;
      if (answer.status === 401) return line('ended');
      if (!answer.ok) throw new Error(String(answer.status));
      const batch = await answer.json();
      if (mine !== turn) return;
      take(batch);
    } catch {
      if (mine === turn) failed();
      return;
    }
    if (wantsStream()) openStream();
    else timer = setTimeout(ask, pause());
  }

  /** Right after a person did something there is soon an answer. */
  function pause() {
    if (document.hidden) return HIDDEN_MS;
    hurries = Math.max(0, hurries - 1);
    return hurries > 0 ? HURRIED_MS : FRAMED_MS;
  }

  document.addEventListener('visibilitychange', restart);
  addEventListener('online', restart);
  addEventListener('offline', broken);
  restart();

  return {
    /** Something was just sent: no need to wait for the next turn. */
    hurry() {
      if (source) return;
      hurries = 5;
      void ask();
    },
    /** Something could not be sent: the stream may be dead too, and nobody has noticed. */
    doubt() {
      if (source) restart();
    },
  };
}

const SILENCE_MS = 45_000;
const HIDDEN_MS = 10_000;
const FRAMED_MS = 600;
const HURRIED_MS = 120;
