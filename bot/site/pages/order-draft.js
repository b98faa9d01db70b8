/** What has been filled in so far. It survives a reload and goes with the tab; a browser that forbids it merely forgets. */
const key = 'anna order';

const fresh = () => ({
  ...{ ticket: document.documentElement.dataset.ticket, items: [], fulfilment: '', address: '', dueAt: null, day: null },
  ...{ name: '', phone: '', wishes: '', allergies: '', allergyText: '', allergyConsent: false, consent: false, photos: [] },
  from: cameFrom(),
});

export const draft = restore() ?? fresh();

const heard = new Set();

/** Calls back after every change. */
export const onChange = (hear) => heard.add(hear);

export function change(news) {
  Object.assign(draft, news);
  keep();
  for (const hear of heard) hear(news);
}

export function forget() {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}

/** A form that was open for days gets a new ticket and keeps its answers. Pictures were signed for the old one. */
export async function renew() {
  const page = await fetch(location.href, { headers: { accept: 'text/html' } });
  const ticket = /data-ticket="([^"]+)"/.exec(await page.text())?.[1];
  change({ ticket, photos: [] });
}

function keep() {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A private window: the form works on, it only forgets on reload.
  }
}

function restore() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return kept && { ...fresh(), ...kept, from: { ...kept.from, ...cameFrom() } };
  } catch {
    return null;
  }
}

/** The flyer or advertisement behind the address of the page. */
function cameFrom() {
  const query = new URLSearchParams(location.search);
  const utm = Object.fromEntries([...query].filter(([name]) => /^utm_(source|medium|campaign|content|term)$/.test(name)));
  const source = query.get('src') ?? undefined;
  return { ...(source && { source }), ...(Object.keys(utm).length > 0 && { utm }) };
}
